"""What the pages of coins, of people and bodies, and of other tags share."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from aggregator.articles.models import Tag
from aggregator.site.lists import timeline
from aggregator.site.lists.choice import Choice, choice
from aggregator.site.lists.days import grouped
from aggregator.site.lists.timeline import Page
from aggregator.site.reader import reader
from aggregator.site.views import lists

ALIASES = 8


def moved(request: HttpRequest, tag: Tag) -> HttpResponse | None:
    """301 to the tag's only address, with the query; None for a request that came there."""
    address = tag.get_absolute_url()
    if request.path == address:
        return None
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)


def filter_of(request: HttpRequest) -> Choice:
    """The filter that the address asks for; a kind that we don't have means all."""
    return choice({name: request.GET.get(name, "") for name in ("kind", "important")})


def page_of(request: HttpRequest, tag: Tag) -> Page:
    """The page of articles that the address asks for. Raises `BadCursor`."""
    taste = reader(request.COOKIES)
    return timeline.of_tag(tag, request.GET.get("after", ""), taste, filter_of(request))


def context(request: HttpRequest, tag: Tag, found: Page, now: datetime) -> dict[str, Any]:
    """What the templates of every tag need."""
    taste = reader(request.COOKIES)
    return {
        "tag": tag,
        "address": tag.get_absolute_url(),
        "aliases": tag.other_names[:ALIASES],
        "choice": filter_of(request),
        "watching": tag.slug in taste.watched,
        "muting": tag.slug in taste.muted_tags,
        "days": grouped(found.items, now, found.after),
        "more": lists.next_link(request, found.cursor),
        "first": found.after is None,
        "part": False,
    }
