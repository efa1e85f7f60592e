"""Answers below /zh-hant/ in Traditional Chinese: whatever a view wrote is converted once.

Stands inside of whatever keeps pages, so that what is kept is what was converted.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from aggregator.site.traditional import traditional, traditional_json

_SAID = {"text/html": traditional, "json": traditional_json, "xml": traditional}


class Script:
    """Convert texts where the language in force is zh-hant; leave everything else alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the script of the address."""
        response = self.get_response(request)
        if translation.get_language() != "zh-hant" or response.streaming or not response.content:
            return response
        kind = response.get("Content-Type", "").partition(";")[0].strip()
        say = next((say for end, say in _SAID.items() if kind.endswith(end)), None)
        if say is not None:
            response.content = say(response.content.decode()).encode()
        return response
