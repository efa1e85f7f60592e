"""A vote given, changed and taken back."""

from datetime import timedelta

import pytest

from aggregator.votes.casting import cast, own_vote, take_back
from aggregator.votes.counting import tally
from aggregator.votes.errors import NoSuchStoryError
from aggregator.votes.models import Vote, Way
from tests.votes.conftest import NOON, Told

LATER = NOON + timedelta(hours=12)


def test_a_voter_counts_once(told: Told) -> None:
    story = told().pk
    assert cast(story, Way.UP, "a", "n", NOON).up == 1
    assert cast(story, Way.UP, "a", "n", LATER).up == 1
    assert Vote.objects.get().at == NOON, "the same word again does not make it fresh"
    assert cast(story, Way.UP, "b", "n", LATER).up == 2
    assert tally([story], LATER)[story].up_weight == pytest.approx(1.5)


def test_a_changed_mind_moves_the_vote(told: Told) -> None:
    story = told().pk
    cast(story, Way.UP, "a", "n", NOON)
    found = cast(story, Way.DOWN, "a", "n", LATER)
    assert (found.up, found.down) == (0, 1)
    assert (found.up_weight, found.down_weight) == (pytest.approx(0), 1)
    assert own_vote(story, "a") == Way.DOWN
    assert Vote.objects.count() == 1


def test_a_vote_is_taken_back(told: Told) -> None:
    story = told().pk
    cast(story, Way.UP, "a", "n", NOON)
    assert take_back(story, "b", NOON).up == 1, "another's stays"
    assert take_back(story, "a", LATER).total == 0
    assert own_vote(story, "a") is None
    assert tally([story], LATER) == {}, "nothing is shown of no votes"
    assert take_back(story, "a", LATER).total == 0


def test_a_merged_story_passes_votes_on(told: Told) -> None:
    story = told()
    old = told(merged_into=told(merged_into=story))
    assert cast(old.pk, Way.DOWN, "a", "n", NOON).down == 1
    assert own_vote(story.pk, "a") == Way.DOWN
    assert take_back(old.pk, "a", NOON).down == 0


def test_no_vote_on_what_is_not_there(told: Told) -> None:
    one, other = told(), told()
    one.merged_into, other.merged_into = other, one
    one.save()
    other.save()
    for pk in (one.pk, other.pk + 1, 2**62):
        with pytest.raises(NoSuchStoryError, match=str(pk) if pk > other.pk else "no story"):
            cast(pk, Way.UP, "a", "n", NOON)
        with pytest.raises(NoSuchStoryError):
            take_back(pk, "a", NOON)
    assert not Vote.objects.exists()


def test_a_list_asks_once(told: Told, django_assert_num_queries: object) -> None:
    stories = [told().pk for _ in range(30)]
    cast(stories[3], Way.UP, "a", "n", NOON)
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert set(tally(stories, NOON)) == {stories[3]}
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert tally([], NOON) == {}
