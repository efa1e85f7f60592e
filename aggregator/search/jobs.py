"""What is done to the index as a whole, and how it went: in the cache, for every process to read.

It is told, never relied on: without a cache the work is done all the same.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from django.core.cache import cache
from django.utils import timezone
from redis.exceptions import RedisError

from aggregator.search.errors import SearchError

logger = logging.getLogger(__name__)

Kind = Literal["rebuild", "check", "repair"]
State = Literal["running", "done", "failed"]
KINDS: tuple[Kind, ...] = ("rebuild", "check", "repair")
# One that has not said anything for so long was stopped or killed.
SILENT = timedelta(minutes=5)
_AWAY = (RedisError, OSError)


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work: when it began and last told of itself, articles done of all, outcome.

    `said` is the outcome in words for an editor, "" while it runs.
    """

    kind: Kind
    began: datetime
    told: datetime
    done: int = 0
    total: int = 0
    state: State = "running"
    said: str = ""

    def runs(self, now: datetime) -> bool:
        """Whether it is at work."""
        return self.state == "running" and now - self.told < SILENT


class Telling:
    """The job that this process does."""

    def __init__(self, kind: Kind) -> None:
        now = timezone.now()
        self.job = Job(kind, now, now)
        self._tell()

    def progress(self, done: int, total: int) -> None:
        """How many articles are done, of how many."""
        self.job = replace(self.job, told=timezone.now(), done=done, total=total)
        self._tell()

    def end(self, said: str, state: State = "done") -> None:
        """How it went."""
        self.job = replace(self.job, told=timezone.now(), state=state, said=said)
        self._tell()

    def _tell(self) -> None:
        _put(f"search:{self.job.kind}", self.job)


@contextmanager
def telling(kind: Kind) -> Iterator[Telling]:
    """Tell of a job; an error of this room ends it as failed, and goes on its way."""
    job = Telling(kind)
    try:
        yield job
    except SearchError as error:
        job.end(str(error), "failed")
        raise


def last(kind: Kind) -> Job | None:
    """The job of that kind that is running or was the last to run."""
    found = _get(f"search:{kind}")
    return found if isinstance(found, Job) else None


def trouble() -> str:
    """Why articles can't be indexed at present, in words for an editor; "" when they can."""
    return str(_get("search:trouble") or "")


def set_trouble(said: str) -> None:
    """Say, or take back, why articles can't be indexed."""
    if said or trouble():
        _put("search:trouble", said)


def both(
    one: Callable[[int, int], None], other: Callable[[int, int], None] | None
) -> Callable[[int, int], None]:
    """Tell two of the progress."""

    def tell(done: int, total: int) -> None:
        one(done, total)
        if other:
            other(done, total)

    return tell


def _put(key: str, value: object) -> None:
    try:
        cache.set(key, value, timeout=None)
    except _AWAY as error:
        logger.warning("Nobody can see how the index is doing: no cache (%s)", error)


def _get(key: str) -> object:
    try:
        return cache.get(key)
    except _AWAY as error:
        logger.warning("How the index is doing can't be told: no cache (%s)", error)
        return None
