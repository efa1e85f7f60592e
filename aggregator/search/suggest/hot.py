"""What readers search for these hours, without anything about a reader.

A number for each query and hour is all that is kept, for a day, of queries in words that the
lexicon knows. So that one reader counts once an hour, a mark made of client, query and a random
salt stands in Redis until the hour ends; then the salt is gone, and nobody can make it again.
"""

import hashlib
import logging
import secrets
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

import redis
from django.conf import settings
from django.utils import timezone

from aggregator.search.suggest.known import in_known_words

HOURS = 24
# Fewer searches say nothing about what is hot, and might say something about somebody.
FLOOR = 3
# An hour keeps that many queries at most, and remembers so many marks; both bound the memory.
_QUERIES = 300
_MARKS = 50_000
_HOUR = timedelta(hours=1)
_PREFIX = "suggest"

_log = logging.getLogger(__name__)


def note(text: str, total: int, client: str, now: datetime) -> None:
    """Count a search whose first page was shown, with `total` hits, to a client (any string).

    Searches that found nothing or have unknown words in them are not counted. Redis being away
    is logged, never raised.
    """
    if total < 1:
        return
    query = in_known_words(text, timezone.localdate(now))
    if not query:
        return
    try:
        _count(_client(settings.REDIS_URL), query, client, now)
    except (redis.RedisError, OSError) as error:
        _log.warning("A search is not counted, Redis is away: %s", type(error).__name__)


def top(now: datetime, limit: int) -> tuple[str, ...]:
    """The queries of the last 24 hours that at least 3 searches told, the hottest first.

    An hour's searches count for half as much six hours later. Nothing while Redis is away.
    """
    hours = [now - number * _HOUR for number in range(HOURS)]
    try:
        pipe = _client(settings.REDIS_URL).pipeline(transaction=False)
        for hour in hours:
            pipe.zrevrange(_key("hot", hour), 0, _QUERIES - 1, withscores=True)
        answers: list[list[tuple[bytes, float]]] = pipe.execute()
    except (redis.RedisError, OSError) as error:
        _log.warning("Hot searches are not shown, Redis is away: %s", type(error).__name__)
        return ()
    counts: dict[str, float] = {}
    heat: dict[str, float] = {}
    for age, rows in enumerate(answers):
        for name, count in rows:
            query = name.decode()
            counts[query] = counts.get(query, 0) + count
            heat[query] = heat.get(query, 0) + count * 0.5 ** (age / 6)
    shown = (query for query, count in counts.items() if count >= FLOOR)
    return tuple(sorted(shown, key=lambda query: (-heat[query], query))[:limit])


def _count(server: Any, query: str, client: str, now: datetime) -> None:
    seen, hot = _key("seen", now), _key("hot", now)
    left = _seconds_left(now)
    if not _first(server, f"{client}\n{query}", seen, _key("salt", now), left):
        return
    pipe = server.pipeline()
    pipe.zincrby(hot, 1, query)
    pipe.expire(hot, HOURS * 3600 + left)
    pipe.zcard(hot)
    *_, size = pipe.execute()
    if size > 2 * _QUERIES:
        server.zremrangebyrank(hot, 0, size - _QUERIES - 1)


def _first(server: Any, what: str, seen: str, salt: str, left: int) -> bool:
    """Whether this is told the first time in this hour; never once the hour's marks are full."""
    pipe = server.pipeline()
    pipe.set(salt, secrets.token_bytes(32), nx=True, ex=left)
    pipe.get(salt)
    pipe.scard(seen)
    _, key, marks = pipe.execute()
    if marks >= _MARKS:
        return False
    mark = hashlib.blake2b(what.encode("utf-8", "replace"), key=key, digest_size=8).digest()
    pipe.sadd(seen, mark)
    pipe.expire(seen, left)
    added, _ = pipe.execute()
    return bool(added)


def _key(what: str, hour: datetime) -> str:
    """`hour` counts from 1970 in UTC."""
    return f"{_PREFIX}:{what}:{int(hour.timestamp()) // 3600}"


def _seconds_left(now: datetime) -> int:
    return 3600 - int(now.timestamp()) % 3600


@lru_cache(maxsize=4)
def _client(url: str) -> Any:
    """A pool of connections, opened at first use in every process."""
    return redis.Redis.from_url(url, socket_connect_timeout=1, socket_timeout=1)
