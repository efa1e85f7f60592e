"""Whose page it is: the reader's choices, as far as they change what is sent."""

from dataclasses import dataclass, replace

from django.http import parse_cookie

from aggregator.site.reader import COOKIE, USUAL, reader


@dataclass(frozen=True, slots=True)
class Taste:
    """look: which display. personal: whether lists of the reader's own change what is shown.

    cookie: the Cookie header that tells the look and nothing else.
    """

    look: str
    personal: bool
    cookie: str


def taste(header: str) -> Taste:
    """The taste that a Cookie header tells; what means nothing is the usual. Never raises."""
    if COOKIE not in header:
        return _USUAL
    chosen = reader(parse_cookie(header))
    look = replace(USUAL, theme=chosen.theme, market=chosen.market, size=chosen.size).cookie
    return Taste(chosen.look, chosen.personal, f"{COOKIE}={look}" if look else "")


_USUAL = Taste(USUAL.look, personal=False, cookie="")
