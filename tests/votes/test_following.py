"""Votes follow their story."""

from datetime import timedelta

from pytest_django import DjangoCaptureOnCommitCallbacks

from aggregator.stories.settle import settle
from aggregator.votes.casting import cast, own_vote
from aggregator.votes.counting import tally
from aggregator.votes.following import follow
from aggregator.votes.models import Standing, Vote, Way
from tests.votes.conftest import NOON, Told

LATER = NOON + timedelta(hours=1)


def test_votes_of_both_are_one_tally(
    told: Told, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    old, new = told(), told()
    cast(old.pk, Way.UP, "only-old", "n", NOON)
    cast(old.pk, Way.UP, "both", "n", LATER)
    cast(new.pk, Way.DOWN, "both", "n", NOON)
    cast(new.pk, Way.DOWN, "only-new", "n", NOON)
    old.merged_into = new
    old.save()
    with django_capture_on_commit_callbacks(execute=True):
        settle([old.pk], LATER)
    assert own_vote(new.pk, "both") == Way.UP, "the later word of a voter stands"
    found = tally([old.pk, new.pk], LATER)
    assert set(found) == {new.pk}
    assert (found[new.pk].up, found[new.pk].down) == (2, 1)
    assert Standing.objects.count() == 1


def test_nothing_moves_without_a_merging(told: Told) -> None:
    story = told()
    cast(story.pk, Way.UP, "a", "n", NOON)
    assert follow([story.pk, 10**9], LATER) == 0
    assert own_vote(story.pk, "a") == Way.UP


def test_votes_on_a_circle_stay(told: Told) -> None:
    story = told()
    cast(story.pk, Way.UP, "a", "n", NOON)
    story.merged_into = story
    story.save()
    assert follow([story.pk], LATER) == 0
    assert Vote.objects.count() == 1
