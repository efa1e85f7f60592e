"""Sitemaps: an index, its parts, and the news of two days."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from aggregator.site.keeping.kept import kept
from aggregator.site.sitemaps import listing, xml
from aggregator.site.sitemaps.listing import Part

_INDEX_SECONDS = 600
_PART_SECONDS = 3600
_NEWS_SECONDS = 300
_MOST = 2**40 // listing.SPAN  # a part beyond any id that a database gives


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every sitemap there is; what is in them is looked up every ten minutes."""
    found = kept("sitemap:index", _INDEX_SECONDS, _index)
    return _answer(request, xml.index(found), _INDEX_SECONDS)


@require_safe
def pages(request: HttpRequest) -> HttpResponse:
    """Single pages, tags, outlets and series."""
    body = kept(
        "sitemap:pages",
        _INDEX_SECONDS,
        lambda: xml.part(listing.pages(), settings.SITE_URL),
    )
    return _answer(request, body, _PART_SECONDS)


@require_safe
def articles(request: HttpRequest, part: int) -> HttpResponse:
    """A part of the articles; 404 for one with none."""
    return _part(request, part, listing.articles)


@require_safe
def stories(request: HttpRequest, part: int) -> HttpResponse:
    """A part of the events; 404 for one with none."""
    return _part(request, part, listing.stories)


@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """The news of the last 48 hours."""
    found = listing.news(timezone.now())
    return _answer(request, xml.news(found, settings.SITE_URL, "链讯"), _NEWS_SECONDS)


def _index() -> list[tuple[str, datetime | None]]:
    site = settings.SITE_URL
    return [
        (f"{site}{reverse('sitemap_pages')}", None),
        *_places("sitemap_stories", listing.story_parts()),
        *_places("sitemap_articles", listing.article_parts()),
    ]


def _places(name: str, parts: tuple[Part, ...]) -> list[tuple[str, datetime | None]]:
    return [
        (f"{settings.SITE_URL}{reverse(name, args=[one.number])}", one.changed) for one in parts
    ]


def _part(
    request: HttpRequest, part: int, find: Callable[[int], list[listing.Entry]]
) -> HttpResponse:
    entries = find(part) if part < _MOST else []
    if not entries:
        raise Http404
    return _answer(request, xml.part(entries, settings.SITE_URL), _PART_SECONDS)


def _answer(request: HttpRequest, body: bytes, seconds: int) -> HttpResponse:
    """The sitemap, or 304 for a program that has it."""
    response = HttpResponse(body, content_type="application/xml; charset=utf-8")
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={seconds}"
    return cast("HttpResponse", get_conditional_response(request, etag, None, response))
