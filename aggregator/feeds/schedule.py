"""When a feed is asked again: a decision from its last outcome, its own pace and its server's word.

A feed is never switched off for failing (outlets come back; some answer 404 in daily windows): it
is asked more slowly, and the editor sees its state. Retry-After holds for this feed's URL alone,
so one route's refusal does not stall every feed of its host.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

MINUTE = 60
HOUR = 3600
DAY = 86_400

FLOOR = {"flash": MINUTE, "mixed": 2 * MINUTE, "article": 5 * MINUTE}
"""Seconds between two polls of an active feed: the best desk polls its outlets every minute."""
CEILING = {"flash": 5 * MINUTE, "mixed": 15 * MINUTE, "article": 30 * MINUTE}
"""Seconds between two polls of the quietest feed: a conditional GET costs next to nothing, and
being late with a report costs the readers' trust."""
SERVER_MOST = HOUR
"""A max-age or ttl is honoured up to here: some feeds ask for a day out of habit."""
BACKOFF_FIRST = MINUTE
BACKOFF_MOST = 2 * HOUR
RETRY_MOST = 6 * HOUR
JITTER = 0.2


class Outcome(StrEnum):
    """What became of a poll, as the web client says it."""

    FRESH = "fresh"
    UNCHANGED = "unchanged"
    MOVED = "moved"
    GONE = "gone"
    LIMITED = "limited"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class NextPoll:
    """When to ask again (aware), and failures in a row so far."""

    at: datetime
    failures: int


def decide_next(
    outcome_kind: str,
    *,
    failures: int,
    entries_per_day: float | None,
    max_age: int | None,
    ttl: int | None,
    retry_after: int | None,
    kind: str,
    now: datetime,
    jitter: float,
    most: int = HOUR,
) -> NextPoll:
    """The next poll after `outcome_kind` (an `Outcome`; a body that is no feed counts as failed).

    `failures` in a row before this outcome; `entries_per_day` over the recent past, None when not
    known yet; `max_age`, `ttl`, `retry_after` in seconds, None when not given; `kind` flash,
    mixed or article; `jitter` in [-1, 1], drawn by the caller: it spreads feeds of one host that
    fail together; `most` seconds between two polls of a healthy feed is the operator's own bound,
    below any floor. Raises ValueError for an unknown outcome or kind.
    """
    outcome = Outcome(outcome_kind)
    if kind not in FLOOR:
        raise ValueError(f"unknown kind of feed {kind!r}; expected one of {', '.join(FLOOR)}")
    spread = 1 + JITTER * max(-1.0, min(1.0, jitter))
    pace = interval(kind, entries_per_day, max_age=max_age, ttl=ttl, most=most)
    failed = max(0, failures) + 1
    match outcome:
        case Outcome.FRESH | Outcome.UNCHANGED | Outcome.MOVED:
            wait, failed = later(pace, spread), 0
        case Outcome.GONE:
            wait = later(DAY, spread)
        case Outcome.LIMITED:
            asked = min(retry_after, RETRY_MOST) if retry_after else 0
            wait = later(max(asked, pace, backoff(failed)), spread)
        case Outcome.REFUSED | Outcome.FAILED:
            wait = backoff(failed) * spread
    return NextPoll(now + timedelta(seconds=wait), failed)


def interval(
    kind: str,
    entries_per_day: float | None,
    *,
    max_age: int | None,
    ttl: int | None,
    most: int = HOUR,
) -> int:
    """Seconds between two polls of a healthy feed: half its average gap, within its kind's bounds.

    Without a history the kind's floor is taken. Never sooner than the server's own max-age or
    ttl, each honoured up to an hour.
    """
    if entries_per_day is None:
        pace: float = FLOOR[kind]
    elif entries_per_day <= 0:
        pace = CEILING[kind]
    else:
        pace = min(max(DAY / entries_per_day / 2, FLOOR[kind]), CEILING[kind])
    asked = max(min(seconds or 0, SERVER_MOST) for seconds in (max_age, ttl))
    return round(max(min(pace, most), asked))


def backoff(failures: int) -> int:
    """Seconds to wait after `failures` in a row: a minute, doubling, two hours at most."""
    doublings = min(max(failures, 1) - 1, 10)
    return min(BACKOFF_FIRST << doublings, BACKOFF_MOST)


def later(seconds: int, spread: float) -> float:
    """`seconds` spread upwards only: what a server asked for, or a floor, is never cut short."""
    return seconds * (1 + abs(spread - 1))
