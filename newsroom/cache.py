"""Django's cache in Redis, which is not asked again at once when it did not answer."""

from collections.abc import Callable
from time import monotonic
from typing import Any, TypeVar

import redis
from django.core.cache.backends.redis import RedisCache

T = TypeVar("T")

# So long after a failure callers are told at once. A page asks for ten things: were each to wait
# for a Redis that takes connections and never answers, the page would take ten seconds.
AWAY_SECONDS = 2.0
FAILURES = (redis.RedisError, OSError)

# Until when a server (by its addresses) is not asked, in seconds of the monotonic clock.
_away: dict[tuple[str, ...], float] = {}


class QuickRedisCache(RedisCache):
    """Raises `redis.ConnectionError` at once for AWAY_SECONDS after any failure of its server.

    But for `set`, which is always tried: it may tell other processes what must not be shown.
    """

    _servers: list[str]

    def get(self, *args: Any, **more: Any) -> Any:
        """The value of a key."""
        return self._asked(super().get, *args, **more)

    def get_many(self, *args: Any, **more: Any) -> Any:
        """The values of keys."""
        return self._asked(super().get_many, *args, **more)

    def set(self, *args: Any, **more: Any) -> Any:
        """Keep a value."""
        _away.pop(tuple(self._servers), None)
        return self._asked(super().set, *args, **more)

    def add(self, *args: Any, **more: Any) -> Any:
        """Keep a value, unless there is one."""
        return self._asked(super().add, *args, **more)

    def incr(self, *args: Any, **more: Any) -> Any:
        """Count."""
        return self._asked(super().incr, *args, **more)

    def delete(self, *args: Any, **more: Any) -> Any:
        """Forget a key."""
        return self._asked(super().delete, *args, **more)

    def _asked(self, ask: Callable[..., T], *args: Any, **more: Any) -> T:
        server = tuple(self._servers)
        until = _away.get(server)
        if until is not None:
            if monotonic() < until:
                raise redis.ConnectionError("Redis did not answer; it is asked again in a moment")
            # One asks whether it is back; the others need not wait for that as well.
            _away[server] = monotonic() + AWAY_SECONDS
        try:
            answer = ask(*args, **more)
        except FAILURES:
            _away[server] = monotonic() + AWAY_SECONDS
            raise
        _away.pop(server, None)
        return answer
