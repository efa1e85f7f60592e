"""Answers that may be a minute old, kept in Redis; worked out anew while Redis is away."""

import logging
from collections.abc import Callable
from typing import TypeVar

import redis
from django.core.cache import cache

T = TypeVar("T")

_log = logging.getLogger(__name__)


def kept(key: str, seconds: int, make: Callable[[], T]) -> T:
    """What `make` answered at most `seconds` ago, else what it answers now.

    `make` must not give None, which stands for "not kept". Redis may be away or restarted at any
    time: then every call works out its own answer.
    """
    name = f"site:{key}"
    try:
        found: T | None = cache.get(name)
        if found is not None:
            return found
        made = make()
        cache.set(name, made, seconds)
    except (redis.RedisError, OSError) as error:
        _log.warning("%s is worked out without Redis: %s", name, type(error).__name__)
        return make()
    return made
