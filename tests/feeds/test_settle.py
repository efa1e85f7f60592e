from datetime import UTC, datetime, timedelta

import pytest

from aggregator.feeds.models import Feed, Source
from aggregator.feeds.reading import Reading
from aggregator.feeds.settle import settle

NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def feed() -> Feed:
    source = Source.objects.create(slug="s", name="示例")
    return Feed.objects.create(
        source=source, title="f", url="https://e.example/feed", kind="flash", leased_until=NOW,
        etag="e0", body_hash="h0",
    )  # fmt: skip


def settled(feed: Feed, reading: Reading, *, new: bool = False) -> Feed:
    settle(feed, reading, new=new, now=NOW)
    return Feed.objects.get(pk=feed.pk)


def test_a_good_poll_ends_the_lease_and_sets_the_next(feed: Feed) -> None:
    row = settled(feed, Reading("ok", etag="e1", body_hash="h1", notes=("提示",)), new=True)
    assert (row.state, row.failures, row.leased_until) == ("ok", 0, None)
    assert (row.etag, row.body_hash, row.notes) == ("e1", "h1", ["提示"])
    assert (row.polled_at, row.succeeded_at, row.new_at) == (NOW, NOW, NOW)
    assert row.due_at is not None
    assert NOW + timedelta(seconds=60) <= row.due_at <= NOW + timedelta(seconds=90)


@pytest.mark.parametrize("state", ["failing", "broken", "refused", "limited", "gone"])
def test_a_failure_keeps_what_was_known_and_is_tried_again(feed: Feed, state: str) -> None:
    row = settled(feed, Reading(state, "原因"))
    assert (row.state, row.message, row.failures) == (state, "原因", 1)
    assert (row.etag, row.body_hash, row.succeeded_at) == ("e0", "h0", None)
    assert row.enabled
    assert row.due_at is not None
    assert row.due_at > NOW


def test_what_an_editor_changed_meanwhile_is_not_lost(feed: Feed) -> None:
    Feed.objects.filter(pk=feed.pk).update(title="编辑改名", enabled=False)
    row = settled(feed, Reading("ok"))
    assert (row.title, row.enabled) == ("编辑改名", False)


def test_success_ends_a_row_of_failures(feed: Feed) -> None:
    settled(feed, Reading("failing", "原因"))
    row = settled(feed, Reading("moved", moved_to="https://n.example/feed"))
    assert (row.failures, row.state, row.moved_to) == (0, "moved", "https://n.example/feed")


def test_what_is_longer_than_its_column_is_left_out(feed: Feed) -> None:
    long = f"https://e.example/{'a' * 1000}"
    row = settled(feed, Reading("moved", etag="e" * 501, last_modified="m" * 201, moved_to=long))
    assert (row.etag, row.last_modified, row.moved_to) == ("", "", "")
    row = settled(feed, Reading("moved", etag="e" * 500, last_modified="m" * 200, moved_to="u"))
    assert (len(row.etag), len(row.last_modified), row.moved_to) == (500, 200, "u")
