"""What every page has around it: the strip, the navigation, the reader's choices."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from aggregator.site.figures import figures
from aggregator.site.reader import reader
from aggregator.site.tongues import tongues


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
    request: HttpRequest, template: str, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """A page without figures: asks nothing of the database."""
    frame = {
        "reader": reader(request.COOKIES),
        "tongues": tongues(request.get_full_path(), get_language() or settings.LANGUAGE_CODE),
        "canonical": absolute(request.path),
        "beijing": settings.TIME_ZONE == "Asia/Shanghai",
        "zone": settings.TIME_ZONE,
    }
    response = render(request, template, {**frame, **context}, status=status)
    patch_vary_headers(response, ["Cookie"])
    return response
