"""The addresses of feeds, beside those of their pages."""

from django.urls import URLPattern, path

from aggregator.site.feed_links import FORMS, name_of
from aggregator.site.views import search_feeds
from aggregator.site.views.syndication import feed

_PLACES = {
    "front": "",
    "tag": "tag/<slug:slug>/",
    "coin": "coin/<slug:slug>/",
    "who": "who/<slug:slug>/",
    "source": "source/<slug:slug>/",
    "story": "story/<int:pk>/",
    "series": "series/<slug:slug>/",
}

urlpatterns: list[URLPattern] = [
    path(f"{place}{form.file}", feed, {"page": page, "form": form}, name=name_of(page, form))
    for page, place in _PLACES.items()
    for form in FORMS
] + [
    path(f"search/{form.file}", search_feeds.feed, {"form": form}, name=name_of("search", form))
    for form in FORMS
]
