"""What a server's answer means for a feed. Pure: takes the row's values, touches no database."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from aggregator.feeds.entry import Entry
from aggregator.feeds.errors import FeedError
from aggregator.feeds.models import Feed
from aggregator.feeds.parse import parse
from aggregator.web import Failed, Fresh, Gone, Limited, Moved, Outcome, Refused, Unchanged


@dataclass(frozen=True, slots=True)
class Reading:
    """A poll's answer read: the state it leaves the feed in, and the entries it brought.

    `etag`, `last_modified` and `body_hash` are what the next poll sends and compares; they stay
    as they were unless a body was read whole. `entries_per_day` is None when it can't be told.
    """

    state: str
    message: str = ""
    entries: tuple[Entry, ...] = ()
    notes: tuple[str, ...] | None = None
    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    moved_to: str = ""
    max_age: int | None = None
    ttl_seconds: int | None = None
    retry_after: int | None = None
    entries_per_day: float | None = None
    took_ms: int = 0


def read(feed: Feed, outcome: Outcome, used: str, now: datetime) -> Reading:
    """Read a server's answer; `used` is the address that gave it."""
    match outcome:
        case Moved(to=to, content=content):
            inner = _content(feed, content, used, now)
            if inner.state != Feed.State.OK:
                return inner
            return replace(
                inner,
                state=Feed.State.MOVED,
                moved_to=to,
                message=f"对方已把此地址永久转到 {to}，请核对后改用新地址。",
            )
        case Fresh() | Unchanged():
            return _content(feed, outcome, used, now)
        case Limited(retry_after_seconds=seconds, status=status):
            minutes = max(1, round(seconds / 60))
            return Reading(
                Feed.State.LIMITED,
                f"对方限流（HTTP {status}），{minutes} 分钟后再试。",
                retry_after=seconds,
            )
        case Gone(status=status):
            return Reading(Feed.State.GONE, f"对方称此地址已撤下（HTTP {status}），请换新地址。")
        case Refused(reason=reason):
            return Reading(Feed.State.REFUSED, reason)
        case Failed(reason=reason):
            return Reading(Feed.State.FAILING, reason)


def _content(feed: Feed, content: Fresh | Unchanged, used: str, now: datetime) -> Reading:
    aside = "" if used == feed.url else f"主地址抓不到，这次用的是备用地址 {used}。"
    if isinstance(content, Unchanged):
        return _same(feed, aside, content.max_age, content.took_ms)
    digest = hashlib.sha256(content.body).hexdigest()
    if digest == feed.body_hash and not content.truncated:
        return _same(feed, aside, content.max_age, content.took_ms)
    try:
        parsed = parse(
            content.body,
            url=content.url,
            content_type=content.content_type,
            zone=feed.source.tzinfo(),
            now=now,
        )
    except FeedError as error:
        return Reading(Feed.State.BROKEN, str(error), took_ms=content.took_ms)
    own = used == feed.url
    return Reading(
        Feed.State.OK,
        aside,
        entries=parsed.entries,
        notes=parsed.notes,
        etag=content.etag if own else "",
        last_modified=content.last_modified if own else "",
        body_hash="" if content.truncated else digest,
        max_age=content.max_age,
        ttl_seconds=parsed.ttl_seconds,
        entries_per_day=pace([e.published for e in parsed.entries if e.published]),
        took_ms=content.took_ms,
    )


def _same(feed: Feed, aside: str, max_age: int | None, took_ms: int) -> Reading:
    return Reading(
        Feed.State.OK,
        aside,
        etag=feed.etag,
        last_modified=feed.last_modified,
        body_hash=feed.body_hash,
        max_age=max_age,
        ttl_seconds=feed.ttl_seconds,
        entries_per_day=feed.entries_per_day,
        took_ms=took_ms,
    )


def pace(times: list[datetime]) -> float | None:
    """Entries a day over the span that a feed shows; None for fewer than three times."""
    if len(times) < 3:
        return None
    span = (max(times) - min(times)).total_seconds()
    return (len(times) - 1) * 86400 / max(span, 60.0)
