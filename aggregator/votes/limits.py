"""How often one voter and one network may vote: counters in Redis, for fixed stretches of time.

A network may hold many readers (a mobile operator puts thousands behind one address), so its
limits are wide; that on new voters for one story keeps a script that drops its cookie small.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import redis
from django.core.cache import cache

from aggregator.votes.errors import TooManyVotesError, VotesClosedError


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` in `seconds`."""

    name: str
    most: int
    seconds: int


VOTER = Limit("voter", 20, 60)
VOTER_STORY = Limit("voter-story", 8, 60)
NETWORK = Limit("network", 120, 60)
NETWORK_STORY = Limit("network-story", 40, 60)
NEWCOMERS = Limit("newcomers", 40, 3600)


def spend(story: int, voter: str, network: str, *, newcomer: bool, now: datetime) -> None:
    """Count a vote against every limit.

    newcomer: the voter's cookie was made for this vote. Raises `TooManyVotesError` when one is
    reached, `VotesClosedError` when Redis does not answer: a limit that can't count lets nothing
    through.
    """
    for limit, who in _asked(story, voter, network, newcomer=newcomer):
        seconds = int(now.timestamp())
        window, gone = divmod(seconds, limit.seconds)
        try:
            count = _counted(f"votes:{limit.name}:{who}:{window}", limit.seconds)
        except (redis.RedisError, OSError) as error:
            raise VotesClosedError(
                f"no vote is taken while Redis is away ({type(error).__name__}); start it again"
            ) from error
        if count > limit.most:
            raise TooManyVotesError(limit.name, limit.seconds - gone)


def _asked(story: int, voter: str, network: str, *, newcomer: bool) -> Iterator[tuple[Limit, str]]:
    yield VOTER, voter
    yield VOTER_STORY, f"{voter}:{story}"
    yield NETWORK, network
    yield NETWORK_STORY, f"{network}:{story}"
    if newcomer:
        yield NEWCOMERS, f"{network}:{story}"


def _counted(key: str, seconds: int) -> int:
    """One more; how many there are now. The counter outlives its window and is then forgotten."""
    if cache.add(key, 1, 2 * seconds):
        return 1
    return int(cache.incr(key))
