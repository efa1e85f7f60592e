"""So many requests a minute, counted in Redis.

The window is the minute of the clock: the simplest rule that a caller can foresee. At its border
twice the limit can pass within a minute, which the pages bear. While Redis is away nothing is
counted and everybody is answered: every endpoint is bounded by itself, and an outage of the
counter must not become one of the API.
"""

import logging
from dataclasses import dataclass
from datetime import datetime

import redis
from django.core.cache import cache

from aggregator.api.tiers import WINDOW

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Allowance:
    """limit: requests a window; remaining: 0 or more; reset: whole seconds, 1 to `WINDOW`.

    refused: this request went over the limit.
    """

    limit: int
    remaining: int
    reset: int
    refused: bool


def take(who: str, limit: int, now: datetime) -> Allowance | None:
    """Count a request of `who` (any text without spaces); None while nothing can be counted."""
    window, passed = divmod(int(now.timestamp()), WINDOW)
    name = f"api:rate:{who}:{window}"
    try:
        cache.add(name, 0, 2 * WINDOW)
        taken = cache.incr(name)
    except (redis.RedisError, OSError, ValueError) as error:  # ValueError: gone between the two
        _log.warning("Requests are not counted: %s", type(error).__name__)
        return None
    return Allowance(limit, max(limit - taken, 0), WINDOW - passed, taken > limit)
