from datetime import UTC, datetime, timedelta

import pytest

from aggregator.feeds.models import Feed, Source
from aggregator.feeds.reading import pace, read
from aggregator.web import Failed, Fresh, Gone, Limited, Moved, Outcome, Refused, Unchanged

NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
URL = "https://outlet.example/feed"
RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>示例</title>
<item><title>一</title><link>https://outlet.example/1</link></item></channel></rss>""".encode()


@pytest.fixture
def feed() -> Feed:
    source = Source(slug="s", name="示例")
    return Feed(source=source, url=URL, etag="e0", last_modified="m0", body_hash="h0")


def fresh(body: bytes = RSS, **values: object) -> Fresh:
    given = {
        "url": URL, "body": body, "content_type": "application/rss+xml", "etag": "e1",
        "last_modified": "m1", "max_age": 60, "took_ms": 5, **values,
    }  # fmt: skip
    return Fresh(**given)  # type: ignore[arg-type]


def test_a_new_body_brings_entries_and_validators(feed: Feed) -> None:
    reading = read(feed, fresh(), URL, NOW)
    assert reading.state == "ok"
    assert [entry.title for entry in reading.entries] == ["一"]
    assert (reading.etag, reading.last_modified, reading.max_age) == ("e1", "m1", 60)
    assert reading.body_hash not in {"", "h0"}


@pytest.mark.parametrize("same", ["304", "body"])
def test_an_unchanged_body_brings_nothing_and_keeps_the_validators(feed: Feed, same: str) -> None:
    outcome: Outcome = Unchanged(URL, 3, None)
    if same == "body":
        feed.body_hash = read(feed, fresh(), URL, NOW).body_hash
        outcome = fresh()
    reading = read(feed, outcome, URL, NOW)
    assert (reading.state, reading.entries, reading.etag) == ("ok", (), "e0")
    assert reading.body_hash == feed.body_hash


def test_a_body_that_was_cut_off_is_read_but_not_remembered(feed: Feed) -> None:
    reading = read(feed, fresh(truncated=True), URL, NOW)
    assert len(reading.entries) == 1
    assert reading.body_hash == ""


def test_a_broken_body_is_said_and_asked_for_again(feed: Feed) -> None:
    reading = read(feed, fresh(b"<html><body>403</body></html>"), URL, NOW)
    assert reading.state == "broken"
    assert reading.message
    assert (reading.etag, reading.body_hash) == ("", "")


def test_an_alternate_is_said_and_leaves_no_validators(feed: Feed) -> None:
    reading = read(feed, fresh(), "https://mirror.example/feed", NOW)
    assert "https://mirror.example/feed" in reading.message
    assert (reading.state, reading.etag) == ("ok", "")


def test_a_permanent_move_is_a_proposal(feed: Feed) -> None:
    reading = read(feed, Moved("https://new.example/feed", fresh()), URL, NOW)
    assert (reading.state, reading.moved_to) == ("moved", "https://new.example/feed")
    assert len(reading.entries) == 1
    assert feed.url == URL


def test_a_move_to_something_broken_is_broken(feed: Feed) -> None:
    assert read(feed, Moved("https://new.example/", fresh(b"")), URL, NOW).state == "broken"


@pytest.mark.parametrize(
    ("outcome", "state", "said"),
    [
        (Limited(600, 429), "limited", "10 分钟后"),
        (Gone(410), "gone", "410"),
        (Refused("内网地址"), "refused", "内网地址"),
        (Failed("连不上", "connect"), "failing", "连不上"),
    ],
)
def test_every_failure_is_a_state_with_a_sentence(
    feed: Feed, outcome: Outcome, state: str, said: str
) -> None:
    reading = read(feed, outcome, URL, NOW)
    assert reading.state == state
    assert said in reading.message


def test_pace_is_entries_a_day() -> None:
    times = [NOW + timedelta(hours=12 * n) for n in range(3)]
    assert pace(times) == pytest.approx(2.0)
    assert pace(times[:2]) is None
    assert pace([NOW] * 3) == pytest.approx(2 * 1440)
