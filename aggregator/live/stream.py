"""The stream of events in Redis: durable, in order, and long enough to catch up from.

An event's id is Redis' own, `milliseconds-number`, and only ever grows. Of the latest events
`KEPT` are there at least.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

import redis
from django.conf import settings

STREAM = "live:events"
TOLD = "live:told:"
TOLD_SECONDS = 2 * 24 * 3600
KEPT = 1000
FIELD = b"event"

Messages: TypeAlias = Sequence[Mapping[str, Any]]
# What is kept of each story asked about -> events to add, and what to keep of which story.
Decide: TypeAlias = Callable[[list[str | None]], tuple[Messages, Mapping[int, str | None]]]

_ID = re.compile(r"(\d{1,16})-(\d{1,10})", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """The id of an event: where a page has read to."""

    milliseconds: int
    number: int

    def __str__(self) -> str:
        return f"{self.milliseconds}-{self.number}"


START = Place(0, 0)


@dataclass(frozen=True, slots=True)
class Since:
    """Events after a place, oldest first, as (place, JSON). lost: some before them are gone."""

    events: tuple[tuple[Place, str], ...]
    last: Place
    lost: bool


def place(text: str | None) -> Place | None:
    """The place that an id names; None for what is no id."""
    found = _ID.fullmatch(text or "")
    return Place(int(found[1]), int(found[2])) if found else None


@cache
def client() -> "redis.Redis":
    """A client that never holds up its caller for long."""
    made: redis.Redis = redis.Redis.from_url(
        settings.REDIS_URL, socket_connect_timeout=1, socket_timeout=1
    )
    return made


def tell(stories: Sequence[int], decide: Decide) -> int:
    """Add the events that `decide` makes of what is kept of the stories, and keep what is known of
    them from now on (None: nothing), in one step; how many events.

    It decides again when another process told of one of them meanwhile. Raises RedisError or
    OSError while Redis is away; then all of it was done or nothing.
    """
    if not stories:
        return 0
    keys = [f"{TOLD}{pk}" for pk in stories]
    batch: Any
    with client().pipeline(transaction=True) as batch:
        while True:
            batch.watch(*keys)
            found = batch.mget(keys)
            messages, known = decide([None if one is None else one.decode() for one in found])
            batch.multi()
            _queue(batch, messages)
            for story, kept in known.items():
                if kept is None:
                    batch.delete(f"{TOLD}{story}")
                else:
                    batch.set(f"{TOLD}{story}", kept, ex=TOLD_SECONDS)
            try:
                batch.execute()
            except redis.WatchError:
                continue  # one of those at it always gets through, so this ends
            return len(messages)


def add(messages: Messages) -> None:
    """Add events. Raises RedisError or OSError while Redis is away; then nothing was done."""
    with client().pipeline(transaction=True) as batch:
        _queue(batch, messages)
        batch.execute()


def since(after: Place, most: int = KEPT) -> Since:
    """The latest `most` events after a place. Raises RedisError or OSError while Redis is away."""
    newest: Any = client().xrevrange(STREAM, "+", f"({after}", count=most)
    events = tuple(read(row) for row in reversed(newest))
    last = events[-1][0] if events else after
    whole = len(events) < most and not _cut_after(after, client())
    return Since(events, last, lost=not whole)


def at_the_end() -> Since:
    """No events, and where the stream stands. Raises RedisError or OSError as `since` does."""
    newest: Any = client().xrevrange(STREAM, count=1)
    return Since((), read(newest[0])[0] if newest else START, lost=False)


def _queue(batch: Any, messages: Messages) -> None:
    for one in messages:
        text = json.dumps(one, ensure_ascii=False, separators=(",", ":"))
        batch.xadd(STREAM, {FIELD: text}, maxlen=KEPT, approximate=True)


def read(row: tuple[bytes, Mapping[bytes, bytes]]) -> tuple[Place, str]:
    """An entry of the stream. Raises ValueError for one that is not ours."""
    found = place(row[0].decode())
    if found is None or FIELD not in row[1]:
        raise ValueError(f"{STREAM} holds {row[0]!r}, which is no event; delete that stream")
    return found, row[1][FIELD].decode()


def _cut_after(after: Place, asked: "redis.Redis") -> bool:
    """Whether events after a place have been cut off the stream's old end."""
    if not asked.exists(STREAM):
        return False
    return cut(asked.xinfo_stream(STREAM), after)


def cut(info: Any, after: Place) -> bool:
    """The same from what `XINFO STREAM` said."""
    oldest = info.get("first-entry")
    if not oldest or info["entries-added"] <= info["length"]:
        return False
    return after < read(oldest)[0]
