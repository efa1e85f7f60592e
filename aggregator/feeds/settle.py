"""A poll's end written on the feed's row: what it said, and when it is asked again."""

import random
from datetime import datetime

from django.conf import settings

from aggregator.feeds.models import Feed
from aggregator.feeds.reading import Reading
from aggregator.feeds.schedule import Outcome, decide_next

OUTCOMES = {
    Feed.State.OK: Outcome.UNCHANGED,
    Feed.State.MOVED: Outcome.MOVED,
    Feed.State.LIMITED: Outcome.LIMITED,
    Feed.State.GONE: Outcome.GONE,
    Feed.State.REFUSED: Outcome.REFUSED,
    Feed.State.FAILING: Outcome.FAILED,
    Feed.State.BROKEN: Outcome.FAILED,
}
POLLED = [
    "state", "message", "failures", "polled_at", "due_at", "leased_until",
]  # fmt: skip
READ = [
    "succeeded_at", "etag", "last_modified", "body_hash", "moved_to", "ttl_seconds",
    "entries_per_day",
]  # fmt: skip


def settle(feed: Feed, reading: Reading, *, new: bool, now: datetime) -> None:
    """Save how the poll ended, end the lease, and set the next time.

    Saves the state of polling alone, so that an editor who changes the feed meanwhile loses
    nothing. `new` says whether the poll brought an article that we did not have.
    """
    following = decide_next(
        OUTCOMES[Feed.State(reading.state)],
        failures=feed.failures,
        entries_per_day=reading.entries_per_day,
        max_age=reading.max_age,
        ttl=reading.ttl_seconds,
        retry_after=reading.retry_after,
        kind=feed.kind,
        now=now,
        jitter=random.uniform(-1, 1),  # noqa: S311 - spreads load, keeps no secret
        most=settings.OPTIONS["POLL_MOST_SECONDS"],
    )
    feed.state = reading.state
    feed.message = reading.message
    feed.failures = following.failures
    feed.polled_at = now
    feed.due_at = following.at
    feed.leased_until = None
    saved = list(POLLED)
    if reading.state in {Feed.State.OK, Feed.State.MOVED}:
        _remember(feed, reading, now)
        saved += READ
    if reading.notes is not None:
        feed.notes = list(reading.notes)
        saved.append("notes")
    if new:
        feed.new_at = now
        saved.append("new_at")
    feed.save(update_fields=saved)


def _remember(feed: Feed, reading: Reading, now: datetime) -> None:
    feed.succeeded_at = now
    feed.etag = _fitting("etag", reading.etag)
    feed.last_modified = _fitting("last_modified", reading.last_modified)
    feed.body_hash = reading.body_hash
    feed.moved_to = _fitting("moved_to", reading.moved_to)
    feed.ttl_seconds = reading.ttl_seconds
    feed.entries_per_day = reading.entries_per_day


def _fitting(column: str, said: str) -> str:
    """What a server said, or "" where it is longer than its column: half of it is of no use.

    PostgreSQL refuses the row otherwise, and with it every entry of the poll.
    """
    longest: int | None = getattr(Feed._meta.get_field(column), "max_length", None)  # noqa: SLF001
    return said if longest is None or len(said) <= longest else ""
