"""Kept answers in Redis: who may make one, what is still true, what has changed.

Every change of something that pages show is written down as the moment it was told (Redis's own
clock). An entry is true while none of what it shows changed after it was begun. So a change costs
one key for each name, whatever the number of pages that hang on it.
"""

import logging
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from time import monotonic
from typing import TypeVar

import redis
from django.conf import settings

from aggregator.site.pagecache.entry import Entry, read, written

T = TypeVar("T")

# An entry lives this long after it was made, though it is stale much sooner.
KEEP_SECONDS = 120
DEEP_SECONDS = 45  # pages further down: as many as there are articles, each asked for seldom
UNKEPT_SECONDS = 5  # what is not kept (404, a redirect) is asked of nobody's turn for so long
# Longer than any entry that is older than the change.
CHANGE_SECONDS = 2 * KEEP_SECONDS
# Longer than a page takes; so long does the turn of a killed process last.
TURN_MS = 3000
# So many bytes of new entries in KEEP_SECONDS: all that is kept is less than twice as much.
MOST_BYTES = 64 * 2**20
AWAY_SECONDS = 2.0  # a Redis that failed is not asked again before
GONE = "gone"

_UNKEPT = b"-"
_log = logging.getLogger(__name__)


class State(Enum):
    """What the store knows of an answer. STALE may be shown while it is made anew, DEAD not."""

    FRESH = "fresh"
    STALE = "stale"
    DEAD = "dead"
    NONE = "none"
    UNKEPT = "unkept"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class Found:
    """An answer, where there is one, and what it is good for."""

    state: State
    entry: Entry | None = None


class _Line:
    """Until when Redis is not asked (monotonic seconds), and whether it ever answered here."""

    away_until = float("-inf")
    known = False


def look(key: str, now: float, seconds: int) -> Found:
    """The answer of a key. Two round trips; never raises. `now` is in seconds since 1970."""
    return _asked(lambda client: _look(client, key, now, seconds), Found(State.AWAY))


def begin(key: str) -> tuple[str, int] | None:
    """Take the turn to make an answer: its token and the store's clock; None while another has it.

    None as well when Redis is away. The turn ends by itself after `TURN_MS`.
    """
    return _asked(lambda client: _begin(client, key), None)


def keep(key: str, entry: Entry, *, known: bool, deep: bool) -> None:
    """Keep an answer; a new one (not `known`) only while there is room."""
    seconds = DEEP_SECONDS if deep else KEEP_SECONDS
    data = written(entry)
    _asked(lambda client: _keep(client, key, data, seconds, known=known), None)


def keep_none(key: str) -> None:
    """Say that this is not kept, so that nobody waits for it."""
    _asked(lambda client: client.set(_name(key), _UNKEPT, ex=UNKEPT_SECONDS), None)


def end(key: str, token: str) -> None:
    """Give the turn back, if it is still ours."""
    _asked(lambda client: _end(client, key, token), None)


def changed(names: Iterable[str], *, gone: bool = False) -> bool:
    """Tell that these are different now. `gone`: nothing kept may be shown any more, at all.

    Gives whether Redis heard of it. If it is away, what it keeps is true for as long as a page is
    fresh in any case.
    """
    told = {*names, GONE} if gone else set(names)
    forget_failure()  # what must not be shown any more is told now, or not at all
    return not told or _asked(lambda client: _changed(client, told), False)


def forget_failure() -> None:
    """Ask Redis again at once."""
    _Line.away_until = float("-inf")


def _look(client: redis.Redis, key: str, now: float, seconds: int) -> Found:
    kept = client.get(_name(key))
    if kept is None:
        return Found(State.NONE)
    if kept == _UNKEPT:
        return Found(State.UNKEPT)
    entry = read(kept) if isinstance(kept, bytes) else None
    if entry is None:
        return Found(State.NONE)
    gone, *others = client.mget([_change(name) for name in (GONE, *entry.shows)])
    if gone is not None and int(gone) >= entry.started:
        return Found(State.DEAD, entry)
    true = all(at is None or int(at) < entry.started for at in others)
    young = 0 <= now - entry.made < seconds
    return Found(State.FRESH if true and young else State.STALE, entry)


def _begin(client: redis.Redis, key: str) -> tuple[str, int] | None:
    token = secrets.token_hex(8)
    if not client.set(_turn(key), token, nx=True, px=TURN_MS):
        return None
    return token, _clock(client)


def _keep(client: redis.Redis, key: str, data: bytes, seconds: int, *, known: bool) -> None:
    if not known and not _room(client, len(data)):
        _log.warning("No room for another kept page: %d bytes in %d s", MOST_BYTES, KEEP_SECONDS)
        return
    client.set(_name(key), data, ex=seconds)


def _room(client: redis.Redis, size: int) -> bool:
    """Whether there is room for so many bytes more in this span of time."""
    name = f"page:bytes:{_clock(client) // (KEEP_SECONDS * 10**6)}"
    total = client.incrby(name, size)
    if total == size:
        client.expire(name, KEEP_SECONDS)
    return total <= MOST_BYTES


def _end(client: redis.Redis, key: str, token: str) -> None:
    if client.get(_turn(key)) == token.encode():
        client.delete(_turn(key))


def _clock(client: redis.Redis) -> int:
    seconds, micros = client.time()
    return int(seconds) * 10**6 + int(micros)


def _changed(client: redis.Redis, names: set[str]) -> bool:
    at = _clock(client)
    with client.pipeline(transaction=False) as line:
        for name in names:
            line.set(_change(name), at, ex=CHANGE_SECONDS)
        line.execute()
    return True


def _name(key: str) -> str:
    return f"page:{key}"


def _turn(key: str) -> str:
    return f"page:turn:{key}"


def _change(name: str) -> str:
    return f"page:at:{name}"


def _asked(question: Callable[[redis.Redis], T], otherwise: T) -> T:
    """What Redis answers; `otherwise` while it is away."""
    if monotonic() < _Line.away_until:
        return otherwise
    if _Line.away_until > 0:
        # One asks whether it is back; the others need not wait for that as well.
        _Line.away_until = monotonic() + AWAY_SECONDS
    try:
        answer = question(_client(settings.REDIS_URL))
    except (redis.RedisError, OSError) as error:
        _Line.away_until = monotonic() + AWAY_SECONDS
        # Before the first start of the services there is nothing to miss.
        level = logging.WARNING if _Line.known else logging.DEBUG
        _log.log(level, "Pages are made without Redis for a while: %s", type(error).__name__)
        return otherwise
    _Line.known = True
    forget_failure()
    return answer


@lru_cache(maxsize=4)
def _client(url: str) -> redis.Redis:
    return redis.Redis.from_url(url, socket_connect_timeout=1, socket_timeout=1)
