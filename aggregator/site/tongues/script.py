"""Answers in the words of their address: Traditional Chinese below /zh-hant/, and below /en/
English for what the rooms say. Whatever a view wrote is converted once.

Stands inside of whatever keeps pages, so that what is kept is what was converted.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from aggregator.site.tongues.english import english
from aggregator.site.tongues.traditional import traditional, traditional_json

_SAID: dict[str, dict[str, Callable[[str], str]]] = {
    "zh-hant": {"text/html": traditional, "json": traditional_json, "xml": traditional},
    "en": {"text/html": english},
}


class Script:
    """Convert texts by the language in force; leave everything else alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the script of the address."""
        response = self.get_response(request)
        says = _SAID.get(translation.get_language() or "")
        if not says or response.streaming or not response.content:
            return response
        kind = response.get("Content-Type", "").partition(";")[0].strip()
        say = next((say for end, say in says.items() if kind.endswith(end)), None)
        if say is not None:
            response.content = say(response.content.decode()).encode()
        return response
