"""Whose page it is: the reader's choice of display, as far as it changes what is sent."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import parse_cookie

from aggregator.site.display import COOKIES, display


@dataclass(frozen=True, slots=True)
class Taste:
    """look: which display. personal: whether lists of the reader's own change what is shown.

    cookie: what a request must carry to be answered the same, and nothing else of the reader's.
    """

    look: str
    personal: bool
    cookie: str


def taste(header: str) -> Taste:
    """The taste that a Cookie header tells; what means nothing is the usual. Never raises."""
    if not any(name in header for name in COOKIES):
        return _USUAL
    chosen = display(parse_cookie(header))
    cookie = f"theme={chosen.theme}; market={chosen.market}"
    return Taste(f"{chosen.theme}.{chosen.market}", personal=False, cookie=cookie)


_USUAL = Taste("{0.theme}.{0.market}".format(display({})), personal=False, cookie="")
