"""Follow the stream in Redis, and tell the hub. Redis may be away, restarted or emptied."""

import asyncio
import logging
from typing import Any

import redis.asyncio as aredis
from redis import RedisError

from aggregator.live.hub import Hub
from aggregator.live.stream import KEPT, START, STREAM, Place, cut, read

BLOCK_MS = 5000
AT_ONCE = 500
PAUSES = (0.1, 0.5, 1.0, 2.0, 5.0)  # seconds between attempts while Redis is away
AWAY = (RedisError, OSError)

log = logging.getLogger(__name__)


def connect(url: str) -> "aredis.Redis":
    """A client whose answers may take as long as the stream may be silent."""
    made: aredis.Redis = aredis.Redis.from_url(
        url, socket_connect_timeout=2, socket_timeout=BLOCK_MS / 1000 + 5
    )
    return made


async def follow(client: "aredis.Redis", hub: Hub) -> None:
    """Tell the hub of every event as it comes, for ever; cancelled by its caller.

    Nothing is skipped while Redis is away: it goes on after the last event told. A stream that is
    another one than before (Redis lost its memory) is said to be lost.
    """
    attempt = 0
    known = False
    while True:
        try:
            if not known:
                await begin(client, hub, new=False)
                known = True
                log.info("Following %s from %s", STREAM, hub.backlog.last)
            await _step(client, hub)
            attempt = 0
        except AWAY as error:
            if attempt == 0:
                log.warning("No events for now: Redis is away (%s)", type(error).__name__)
            await asyncio.sleep(PAUSES[min(attempt, len(PAUSES) - 1)])
            attempt += 1


async def begin(client: "aredis.Redis", hub: Hub, *, new: bool) -> None:
    """Hold the whole stream as it is now."""
    rows: Any = await client.xrange(STREAM)
    info: Any = await client.xinfo_stream(STREAM) if rows else {}
    events = [read(row) for row in rows][-KEPT:]
    last = events[-1][0] if events else START
    whole = len(rows) <= KEPT and not (rows and cut(info, START))
    hub.begin(events, last, whole=whole, new=new)


async def _step(client: "aredis.Redis", hub: Hub) -> None:
    """Wait for events and tell of them; when there are none, see that the stream is the same."""
    last = hub.backlog.last
    found: Any = await client.xread({STREAM: str(last)}, count=AT_ONCE, block=BLOCK_MS)
    if found:
        [(_, rows)] = found.items() if isinstance(found, dict) else found
        if isinstance(found, dict):
            [rows] = rows
        hub.tell(read(row) for row in rows)
    elif await _newest(client) < last:
        log.warning("%s is another stream than before; open pages are told to read anew", STREAM)
        await begin(client, hub, new=True)


async def _newest(client: "aredis.Redis") -> Place:
    rows: Any = await client.xrevrange(STREAM, count=1)
    return read(rows[0])[0] if rows else START
