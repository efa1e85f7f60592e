"""The front page for feed readers, and what robots may read."""

import hashlib
from collections.abc import Callable, Sequence
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from aggregator.site import feeds, timeline
from aggregator.site.timeline import Item
from aggregator.site.views.front import choice

_SECONDS = 60


@require_safe
def rss(request: HttpRequest) -> HttpResponse:
    """The front page, or one of its tabs, as RSS 2.0."""
    return _answer(request, feeds.rss, "application/rss+xml; charset=utf-8")


@require_safe
def json(request: HttpRequest) -> HttpResponse:
    """The same as JSON Feed 1.1."""
    return _answer(request, feeds.json_feed, "application/feed+json; charset=utf-8")


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """Everything may be read but the desk and the endless pages of searches."""
    lines = ("User-agent: *", "Disallow: /admin/", "Disallow: /search/", "Disallow: /display/", "")
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def favicon(_request: HttpRequest) -> HttpResponse:
    """The mark, for programs that ask for /favicon.ico without reading a page."""
    return HttpResponseRedirect(static("site/favicon.svg"))


def _answer(
    request: HttpRequest, write: Callable[[Sequence[Item], str], bytes], content_type: str
) -> HttpResponse:
    """The feed, or 304 for a reader who has it already."""
    items = timeline.front_with_texts(choice(request))
    body = write(items, settings.SITE_URL)
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
