"""The front page for feed readers, and what robots may read."""

import hashlib
from collections.abc import Sequence
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from aggregator.site import feeds, timeline
from aggregator.site.timeline import Item
from aggregator.site.views.front import choice

RSS = "application/rss+xml; charset=utf-8"
ATOM = "application/atom+xml; charset=utf-8"
JSON = "application/feed+json; charset=utf-8"
_SECONDS = 60


@require_safe
def rss(request: HttpRequest) -> HttpResponse:
    """The front page, or one of its tabs, as RSS 2.0."""
    return _front(request, feeds.rss, RSS, "rss")


@require_safe
def atom(request: HttpRequest) -> HttpResponse:
    """The same as Atom 1.0."""
    return _front(request, feeds.atom, ATOM, "atom")


@require_safe
def json(request: HttpRequest) -> HttpResponse:
    """The same as JSON Feed 1.1."""
    return _front(request, feeds.json_feed, JSON, "json")


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """Everything may be read but the desk and the endless pages of searches."""
    lines = ("User-agent: *", "Disallow: /admin/", "Disallow: /search/", "Disallow: /settings/", "")
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def favicon(_request: HttpRequest) -> HttpResponse:
    """The mark, for programs that ask for /favicon.ico without reading a page."""
    return HttpResponseRedirect(static("site/favicon.svg"))


def _front(request: HttpRequest, write: feeds.Write, content_type: str, name: str) -> HttpResponse:
    chosen = choice(request)
    items = timeline.front_with_texts(chosen)
    channel = channel_of("front", name, chosen.query)
    return conditional(request, items, write(items, channel), content_type)


def channel_of(page: str, feed: str, query: str) -> feeds.Channel:
    """The channel of two named addresses with the same query string."""
    mark = f"?{query}" if query else ""
    return feeds.Channel(settings.SITE_URL, f"{reverse(page)}{mark}", f"{reverse(feed)}{mark}")


def conditional(
    request: HttpRequest, items: Sequence[Item], body: bytes, content_type: str
) -> HttpResponse:
    """The feed, or 304 for a reader who has it already."""
    response = HttpResponse(body, content_type=content_type)
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response["ETag"] = etag
    response["Cache-Control"] = f"max-age={_SECONDS}"
    changed = feeds.newest_change(items)
    if changed:
        response["Last-Modified"] = http_date(changed.timestamp())
    modified = int(changed.timestamp()) if changed else None
    found = get_conditional_response(request, etag, modified, response)
    return cast("HttpResponse", found)
