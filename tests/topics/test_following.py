"""Topics follow their events."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest

from aggregator.articles.models import Article, Tag
from aggregator.stories.models import Story
from aggregator.stories.signals import stories_changed
from aggregator.topics.following import refresh, touched
from aggregator.topics.listing import listed
from aggregator.topics.models import Topic
from aggregator.topics.signals import topics_changed
from tests.topics.conftest import Gather, Happen

Capture = Callable[..., AbstractContextManager[Any]]


@pytest.fixture
def heard() -> Iterator[list[int]]:
    told: list[int] = []

    def hear(sender: Any, ids: list[int], **_: Any) -> None:
        told.extend(ids)

    topics_changed.connect(hear)
    yield told
    topics_changed.disconnect(hear)


def test_which_topics_a_story_belongs_to(
    gather: Gather, happen: Happen, etf: Tag, bitcoin: Tag
) -> None:
    tagged, picked, newest = gather(etf), gather(), gather()
    draft = gather(etf, state=Topic.State.DRAFT)
    other = gather(bitcoin)
    story, old = happen("甲", 1, etf), happen("并入的", 0)
    picked.entries.create(story=story)
    Topic.objects.filter(pk=newest.pk).update(latest=story)
    found = touched([story.pk])
    assert found == {tagged.pk, picked.pk, newest.pk}
    assert draft.pk not in found
    assert other.pk not in found
    assert touched([old.pk]) == set()
    assert touched([]) == set()
    Story.objects.filter(pk=story.pk).update(merged_into=old)
    assert picked.pk in touched([old.pk])


def test_a_new_story_moves_its_topic_to_the_front(
    gather: Gather,
    happen: Happen,
    etf: Tag,
    heard: list[int],
    django_capture_on_commit_callbacks: Capture,
) -> None:
    first, second = gather(etf), gather()
    assert list(listed()) == [second, first]
    story = happen("甲", 24 * 365 * 20, etf)
    with django_capture_on_commit_callbacks(execute=True):
        stories_changed.send(sender=Story, ids=[story.pk])
    first.refresh_from_db()
    assert (first.latest, first.latest_at) == (story, story.started_at)
    assert first.moved_at == story.started_at
    assert heard == [first.pk]
    assert list(listed()) == [first, second]


def test_what_was_newest_and_is_hidden_is_newest_no_more(
    gather: Gather, happen: Happen, etf: Tag, django_capture_on_commit_callbacks: Capture
) -> None:
    topic = gather(etf)
    before, last = happen("前", 1, etf), happen("后", 2, etf)
    refresh([topic.pk])
    Article.objects.filter(pk=last.lead_id).update(is_hidden=True)
    stories_changed.send(sender=Story, ids=[last.pk])
    topic.refresh_from_db()
    assert topic.latest == before
    Story.objects.update(importance=0)
    stories_changed.send(sender=Story, ids=[before.pk])
    topic.refresh_from_db()
    assert (topic.latest, topic.latest_at) == (None, None)


def test_nothing_to_refresh_says_nothing(
    db: None, heard: list[int], django_capture_on_commit_callbacks: Capture
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        refresh([])
    assert heard == []


def test_drafts_and_withdrawn_ones_are_not_listed(gather: Gather) -> None:
    shown = [gather(), gather(state=Topic.State.CLOSED)]
    gather(state=Topic.State.DRAFT)
    gather(state=Topic.State.WITHDRAWN)
    assert {one.pk for one in listed()} == {one.pk for one in shown}
