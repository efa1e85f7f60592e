"""The stretches of time that pages count and draw over."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time, and how long what was worked out over it is kept (seconds)."""

    name: str
    label: Promise | str
    length: timedelta
    seconds: int


SPANS = {
    span.name: span
    for span in (
        Span("24h", _("24 小时"), timedelta(hours=24), 60),
        Span("7d", _("7 天"), timedelta(days=7), 300),
        Span("30d", _("30 天"), timedelta(days=30), 900),
    )
}


def asked(name: str, usual: str) -> Span:
    """The span that an address asks for; one that we don't have means the usual."""
    return SPANS.get(name, SPANS[usual])
