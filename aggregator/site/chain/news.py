"""The latest stories about what happened on chains: transfers, large holders, supply."""

from datetime import datetime, timedelta

from aggregator.site.keeping.kept import kept
from aggregator.site.lists.events import Event, events_of
from aggregator.stories.models import Story

MOST = 10
# The series whose reports speak of chains.
SERIES = (
    "whale", "transfers", "stablecoin-transfers", "exchange-flows", "stablecoin-supply",
    "difficulty", "whale-positions",
)  # fmt: skip
_DAYS = timedelta(days=7)


def chain_news(now: datetime) -> tuple[Event, ...]:
    """The latest first; one query, kept half a minute."""
    return kept("chain:news", 30, lambda: _read(now))


def _read(now: datetime) -> tuple[Event, ...]:
    rows = Story.objects.filter(
        series_slug__in=SERIES,
        started_at__gt=now - _DAYS,
        started_at__lte=now,
        report_count__gt=0,
        lead__is_hidden=False,
    ).order_by("-started_at", "-id")
    return events_of(rows[:MOST])
