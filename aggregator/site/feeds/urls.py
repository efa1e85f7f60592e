"""The addresses of feeds, beside those of their pages."""

from django.urls import URLPattern, path

from aggregator.site.feeds.links import FORMS, name_of
from aggregator.site.feeds.lists import LISTS
from aggregator.site.views import search_feeds
from aggregator.site.views.syndication import feed

urlpatterns: list[URLPattern] = [
    path(f"{place}{form.file}", feed, {"find": find, "form": form}, name=name_of(page, form))
    for page, (place, find) in LISTS.items()
    for form in FORMS
] + [
    path(f"search/{form.file}", search_feeds.feed, {"form": form}, name=name_of("search", form))
    for form in FORMS
]
