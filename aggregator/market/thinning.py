"""Keep the newest rows whole, and of the older ones enough to draw a line through."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Min, QuerySet
from django.db.models.functions import TruncDay, TruncHour

WHOLE = timedelta(hours=48)
HOURLY = timedelta(days=30)


def thin(rows: QuerySet[Any], key: str, now: datetime) -> int:
    """Delete what is one too many; gives the number of deleted rows.

    Of each `key`, rows older than 48 hours stay one an hour, those older than 30 days one a
    day (UTC): the first of each. Doing it twice deletes nothing more.
    """
    hour = TruncHour("observed_at", tzinfo=UTC)
    day = TruncDay("observed_at", tzinfo=UTC)
    older = rows.filter(observed_at__lt=now - WHOLE)
    deleted = 0
    for slot, part in (
        (hour, older.filter(observed_at__gte=now - HOURLY)),
        (day, older.filter(observed_at__lt=now - HOURLY)),
    ):
        kept = part.order_by().annotate(slot=slot).values(key, "slot").annotate(first=Min("pk"))
        deleted += part.exclude(pk__in=kept.values("first")).delete()[0]
    return deleted
