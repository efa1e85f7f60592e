"""How often one may vote."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import redis
from django.core.cache import cache

from aggregator.votes import limits
from aggregator.votes.errors import TooManyVotesError, VotesClosedError
from aggregator.votes.limits import spend
from tests.votes.conftest import NOON


def until_refused(one: Callable[[int], None]) -> tuple[int, TooManyVotesError]:
    for n in range(1000):
        try:
            one(n)
        except TooManyVotesError as error:
            return n, error
    raise AssertionError("nothing was ever refused")


def test_one_voter_on_one_story() -> None:
    n, error = until_refused(lambda _: spend(1, "v", "n", newcomer=False, now=NOON))
    assert n == limits.VOTER_STORY.most
    assert error.wait == 60
    spend(2, "v", "n", newcomer=False, now=NOON)
    spend(1, "w", "n", newcomer=False, now=NOON)
    spend(1, "v", "n", newcomer=False, now=NOON + timedelta(minutes=1))


def test_one_voter_everywhere() -> None:
    n, _ = until_refused(lambda n: spend(n, "v", f"n{n}", newcomer=False, now=NOON))
    assert n == limits.VOTER.most


def test_one_network() -> None:
    n, _ = until_refused(lambda n: spend(n, f"v{n}", "n", newcomer=False, now=NOON))
    assert n == limits.NETWORK.most
    n, _ = until_refused(lambda n: spend(7, f"w{n}", "m", newcomer=False, now=NOON))
    assert n == limits.NETWORK_STORY.most


def test_dropping_the_cookie_does_not_help() -> None:
    def one(n: int) -> None:
        spend(1, f"v{n}", "n", newcomer=True, now=NOON + timedelta(minutes=n % 59))

    n, error = until_refused(one)
    assert n == limits.NEWCOMERS.most
    assert 0 < error.wait <= 3600
    spend(1, "old", "n", newcomer=False, now=NOON + timedelta(minutes=50))


def test_without_redis_no_vote_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object) -> bool:
        raise redis.ConnectionError("away")

    monkeypatch.setattr(cache, "add", away)
    with pytest.raises(VotesClosedError, match="start it again"):
        spend(1, "v", "n", newcomer=False, now=NOON)
