"""How votes add up, and fade."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.votes.tally import HALF_LIFE, Tally, tally_of, weight
from tests.votes.conftest import NOON

HOUR = timedelta(hours=1)


def test_a_vote_weighs_half_after_its_half_life() -> None:
    assert weight(NOON, NOON) == 1
    assert weight(NOON, NOON + HALF_LIFE) == pytest.approx(0.5)
    assert weight(NOON, NOON + 3 * HALF_LIFE) == pytest.approx(0.125)
    assert weight(NOON + HOUR, NOON) == 1, "one that is yet to come is fresh"


def test_counts_stay_and_the_word_goes() -> None:
    found = tally_of([("up", NOON)] * 8 + [("down", NOON)] * 2, NOON)
    assert (found.up, found.down, found.total) == (8, 2, 10)
    assert found.leaning == "up"
    assert found.bar == 38.4
    old = found.decayed(NOON + 4 * HALF_LIFE)
    assert (old.up, old.down) == (8, 2)
    assert old.share is None
    assert old.leaning == ""


def test_new_votes_outweigh_old_ones() -> None:
    old = [("up", NOON)] * 20
    later = NOON + 4 * HALF_LIFE
    found = tally_of([*old, *[("down", later)] * 5], later)
    assert found.up > found.down
    assert found.leaning == "down"


@pytest.mark.parametrize(
    ("up", "down", "word"), [(0, 0, ""), (2, 0, ""), (3, 0, "up"), (0, 3, "down"), (3, 3, "even")]
)
def test_a_few_votes_say_nothing(up: int, down: int, word: str) -> None:
    found = tally_of([("up", NOON)] * up + [("down", NOON)] * down, NOON)
    assert found.leaning == word


def test_no_votes_have_an_even_bar() -> None:
    assert Tally().bar == 24
    assert Tally().decayed(NOON) == Tally(at=NOON)


@given(st.lists(st.tuples(st.sampled_from(["up", "down"]), st.integers(0, 5000)), max_size=30))
def test_taking_all_back_leaves_nothing(votes: list[tuple[str, int]]) -> None:
    now = NOON + timedelta(minutes=6000)
    cast = [(way, NOON + timedelta(minutes=minute)) for way, minute in votes]
    found = tally_of(cast, now)
    assert found.total == len(votes)
    for way, at in cast:
        found = found.minus(way, at, now + HOUR)
    assert (found.up, found.down) == (0, 0)
    assert found.up_weight == pytest.approx(0, abs=1e-9)
    assert found.down_weight == pytest.approx(0, abs=1e-9)
    assert found.minus("up", NOON, now + HOUR).up == 0, "never below nothing"
