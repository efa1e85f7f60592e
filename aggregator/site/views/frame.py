"""What every page has around it: the strip, the navigation, the reader's choices."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from aggregator.site.figures import figures
from aggregator.site.reader import reader
from aggregator.site.tongues.languages import variants


def absolute(path: str) -> str:
    """The public address of a path of ours: from the settings, never from the Host header."""
    return f"{settings.SITE_URL}{path}"


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    now: datetime,
    status: int = 200,
) -> HttpResponse:
    """A page with its whole frame; three queries for the figures in it."""
    return bare_page(request, template, {**context, "figures": figures(now), "now": now}, status)


def bare_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    status: int = 200,
    *,
    form: bool = False,
) -> HttpResponse:
    """A page without figures: asks nothing of the database.

    Only a page with a `form` that changes something knows of the session and the CSRF token: the
    others must hang on neither, so that they can be kept.
    """
    # The full path is quoted as links need it, even where somebody asked for a stray name.
    path, _, query = request.get_full_path().partition("?")
    frame = {
        "reader": reader(request.COOKIES),
        "tongues": variants(path, query),
        "beijing": settings.TIME_ZONE == "Asia/Shanghai",
        "zone": settings.TIME_ZONE,
    }
    told = {"request": request, **frame, **context}
    body = render_to_string(template, told, request=request if form else None)
    return HttpResponse(body, status=status, headers={"Vary": "Cookie"})
