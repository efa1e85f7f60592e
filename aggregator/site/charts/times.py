"""Words on a time axis, in the zone of the pages. Pure but for that zone and the language."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import dateformat, timezone
from django.utils.translation import gettext as _

_HOURS = (1, 2, 3, 4, 6, 12)
_DAYS = (1, 2, 5, 10, 15, 30)


def time_ticks(start: datetime, end: datetime, most: int) -> tuple[tuple[datetime, str], ...]:
    """At most `most` round times from `start` to `end` with their words: hours for a stretch of
    two days, else days."""
    length = end - start
    if length <= timedelta(days=2):
        hours = next((n for n in _HOURS if length / timedelta(hours=n) <= most), 24)
        return tuple(_hours(start, end, hours))
    days = next((n for n in _DAYS if length / timedelta(days=n) <= most), 60)
    return tuple(_days(start, end, days))


def _hours(start: datetime, end: datetime, every: int) -> Iterator[tuple[datetime, str]]:
    at = timezone.localtime(start).replace(minute=0, second=0, microsecond=0)
    while at <= end:
        if at >= start and at.hour % every == 0:
            yield at, _day(at) if at.hour == 0 else f"{at:%H:%M}"
        at += timedelta(hours=1)


def _days(start: datetime, end: datetime, every: int) -> Iterator[tuple[datetime, str]]:
    at = timezone.localtime(start).replace(hour=0, minute=0, second=0, microsecond=0)
    month = 0
    while at <= end:
        if at >= start and (at - _EPOCH).days % every == 0:
            yield at, _day(at, short=at.month == month)
            month = at.month
        at = (at + timedelta(hours=30)).replace(hour=0)  # a day may have 23 or 25 hours


def _day(at: datetime, *, short: bool = False) -> str:
    return dateformat.format(at, _("j日") if short else _("n月j日"))


_EPOCH = datetime.fromisoformat("2009-01-03T00:00:00+00:00")
