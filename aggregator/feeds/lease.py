"""Which feeds are polled now, and by whom."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from aggregator.feeds.models import Feed

LEASE = timedelta(seconds=120)
FURTHEST = timedelta(days=2)
"""No feed is put off for longer, so a time further away was set by a clock that was wrong."""


def lease_due(now: datetime, limit: int = 200) -> list[int]:
    """Lease the feeds that are due and that nobody holds; give their ids, longest due first.

    A lease ends by itself, so a worker that dies with a feed in hand only delays it. Two callers
    never get the same feed: on PostgreSQL by row locks, on SQLite because the transaction holds
    the write lock from its start.
    """
    with transaction.atomic():
        due = (
            Feed.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(
                Q(due_at__isnull=True) | Q(due_at__lte=now) | Q(due_at__gt=now + FURTHEST),
                enabled=True,
            )
            .filter(
                Q(leased_until__isnull=True)
                | Q(leased_until__lte=now)
                | Q(leased_until__gt=now + FURTHEST)
            )
            .order_by(F("due_at").asc(nulls_first=True), "pk")
        )
        ids = [feed.pk for feed in due[:limit]]
        Feed.objects.filter(pk__in=ids).update(leased_until=now + LEASE)
    return ids


def release_all() -> None:
    """End every lease: for a start at which no worker can be holding a feed."""
    Feed.objects.filter(leased_until__isnull=False).update(leased_until=None)


def batches_by_host(feeds: Iterable[Feed], size: int = 20) -> list[list[int]]:
    """Share feeds out into batches of at most `size`, those of one host in the same batch.

    One batch is fetched by one worker through one client, whose limit of connections a host then
    holds for all of them.
    """
    hosts: dict[str, list[int]] = {}
    for feed in feeds:
        # A row that holds no address is the fetch's to refuse; here it must not stop the others.
        host = feed.url.lower().partition("://")[2].partition("/")[0]
        hosts.setdefault(host, []).append(feed.pk)
    batches: list[list[int]] = []
    for ids in sorted(hosts.values(), key=len, reverse=True):
        roomy = next((batch for batch in batches if len(batch) + len(ids) <= size), None)
        if roomy is None:
            batches.extend(ids[start : start + size] for start in range(0, len(ids), size))
        else:
            roomy.extend(ids)
    return batches
