from datetime import UTC, datetime, timedelta

import pytest

from aggregator.feeds.lease import LEASE, batches_by_host, lease_due
from aggregator.feeds.models import Feed, Source

NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def source() -> Source:
    return Source.objects.create(slug="s", name="示例")


def feed(source: Source, n: int, **values: object) -> Feed:
    return Feed.objects.create(
        source=source, title=f"f{n}", url=f"https://h{n}.example/feed", **values
    )


def test_due_feeds_are_leased_once(source: Source) -> None:
    new, due = feed(source, 1), feed(source, 2, due_at=NOW)
    feed(source, 3, due_at=NOW + timedelta(seconds=1))
    feed(source, 4, enabled=False)
    assert set(lease_due(NOW)) == {new.pk, due.pk}
    assert lease_due(NOW) == []


def test_a_lease_that_nobody_gave_back_ends(source: Source) -> None:
    one = feed(source, 1)
    assert lease_due(NOW) == [one.pk]
    one.refresh_from_db()
    assert one.is_leased(NOW)
    assert lease_due(NOW + LEASE) == [one.pk]


def test_no_more_than_the_limit_are_taken_longest_due_first(source: Source) -> None:
    late = feed(source, 1, due_at=NOW - timedelta(minutes=1))
    later = feed(source, 2, due_at=NOW - timedelta(minutes=9))
    assert lease_due(NOW, limit=1) == [later.pk]
    assert lease_due(NOW, limit=1) == [late.pk]


def test_feeds_of_one_host_share_a_batch() -> None:
    feeds = [Feed(pk=n, url=f"https://h{n % 2}.example/{n}") for n in range(1, 7)]
    assert sorted(map(sorted, batches_by_host(feeds, size=3))) == [[1, 3, 5], [2, 4, 6]]


def test_a_host_with_more_feeds_than_fit_is_split() -> None:
    feeds = [Feed(pk=n, url=f"https://h.example/{n}") for n in range(5)]
    assert [len(batch) for batch in batches_by_host(feeds, size=2)] == [2, 2, 1]


def test_a_clock_that_went_back_keeps_no_feed_waiting(source: Source) -> None:
    later = NOW + timedelta(days=3650)
    one = feed(source, 1, due_at=later, leased_until=later)
    assert lease_due(NOW) == [one.pk]


def test_a_feed_that_was_never_asked_comes_before_those_that_are_late(source: Source) -> None:
    late = feed(source, 1, due_at=NOW - timedelta(hours=1))
    fresh = feed(source, 2, due_at=None)
    assert lease_due(NOW) == [fresh.pk, late.pk]


def test_a_row_without_an_address_stops_no_other() -> None:
    feeds = [Feed(pk=1, url="nonsense"), Feed(pk=2, url="https://one.example/feed")]
    assert sorted(pk for batch in batches_by_host(feeds) for pk in batch) == [1, 2]
