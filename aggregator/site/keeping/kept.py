"""Answers that may be a minute old, kept in Redis; worked out anew while Redis is away."""

import hashlib
import logging
import secrets
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

import redis
from django.conf import settings
from django.core.cache import cache

from aggregator.site.keeping.memory import Memory

T = TypeVar("T")

# This process asks Redis again only after so long.
NEAR_SECONDS = 1.0
_GONE = "site:gone"
_GONE_SECONDS = 24 * 3600
_near: Memory[Any] = Memory(200)
_log = logging.getLogger(__name__)


def kept(key: str, seconds: int, make: Callable[[], T]) -> T:
    """What `make` answered at most `seconds` ago, else what it answers now.

    `make` must not give None, which stands for "not kept". Redis may be away or restarted at any
    time: then every call works out its own answer.
    """
    name = f"site:{code()}:{key}"
    near = _near.get(name, min(NEAR_SECONDS, seconds, settings.FRAGMENT_SECONDS))
    if near is not None:
        return cast("T", near)
    try:
        found = cache.get_many([name, _GONE])
        gone = found.get(_GONE, "")
        if name in found and found[name][0] == gone:
            made: T = found[name][1]
        else:
            made = make()
            cache.set(name, (gone, made), seconds)
    except (redis.RedisError, OSError) as error:
        _log.warning("%s is worked out without Redis: %s", name, type(error).__name__)
        return make()
    _near.put(name, made)
    return made


@lru_cache(maxsize=1)
def code() -> str:
    """The same as long as our code is: an answer is read by the very classes that wrote it."""
    files = sorted((Path(settings.BASE_DIR) / "aggregator").rglob("*.py"))
    stamps = [(str(file), file.stat().st_mtime_ns) for file in files]
    return hashlib.sha256(repr(stamps).encode()).hexdigest()[:16]


def forget_all() -> None:
    """Have everything worked out anew: something that was public is not any more."""
    _near.clear()
    try:
        cache.set(_GONE, secrets.token_hex(8), _GONE_SECONDS)
    except (redis.RedisError, OSError) as error:
        _log.warning("What is kept stays for its minute: %s", type(error).__name__)
