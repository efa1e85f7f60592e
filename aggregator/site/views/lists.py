"""A page of a list, whole, or only its items for the page that asks for more."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from aggregator.site.figures import figures
from aggregator.site.lists import channels
from aggregator.site.lists.days import grouped
from aggregator.site.lists.timeline import Page
from aggregator.site.reader import reader
from aggregator.site.views import errors
from aggregator.site.views.frame import page
from aggregator.site.wishes import Named, named, tag_names


def answer(
    request: HttpRequest,
    template: str,
    found: Page,
    context: Mapping[str, Any],
    *,
    now: datetime,
    query: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The list's page; for a script's request ("X-Part") the items alone.

    query: what of the address says which list it is, where that is not simply what stands there.
    """
    part = wants_part(request)
    kept = _kept(request) if query is None else query
    listed = {
        "days": grouped(found.items, now, found.after),
        "lead": found.lead,
        "more": following(request.path, kept, found.cursor),
        "now": now,
        "part": part,
    }
    if part:
        return HttpResponse(
            render_to_string("site/_days.html", {**listed, "figures": figures(now)})
        )
    day = {"day": channels.day(now), "watched": tuple(watched(request))}
    frame = {**context, **listed, **day, "first": found.after is None}
    return page(request, template, frame, now=now)


def wants_part(request: HttpRequest) -> bool:
    """Whether a script asks for the items of the next page alone."""
    return request.headers.get("X-Part") == "true"


def bad_cursor(request: HttpRequest) -> HttpResponse:
    """400 for a page mark that was not made by us, or for another list."""
    text = _("翻页标记已失效，或不属于这个列表。请回到第一页再往下翻。")
    return errors.lost_place(request, text, _first_page(request))


def next_link(request: HttpRequest, cursor: str) -> str:
    """The address of the next page of the same list; "" at the end."""
    return following(request.path, _kept(request), cursor)


def following(path: str, kept: Mapping[str, str], cursor: str) -> str:
    """The address at `path` of the page that the cursor begins; "" for no cursor."""
    return f"{path}?{urlencode({**kept, 'after': cursor})}" if cursor else ""


def watched(request: HttpRequest) -> list[Named]:
    """The names that the reader watches, for the rail; one query, none for no names."""
    slugs = reader(request.COOKIES).watched
    return named(slugs, tag_names(slugs))


def _first_page(request: HttpRequest) -> str:
    kept = urlencode(_kept(request))
    return f"{request.path}?{kept}" if kept else request.path


def _kept(request: HttpRequest) -> dict[str, str]:
    """What of the address says which list it is."""
    names = ("kind", "important", "coin", "topic", "source", "mine", "q", "order")
    return {name: request.GET[name] for name in names if request.GET.get(name)}
