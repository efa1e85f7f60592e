"""Hot searches: counted by the hour, of nobody."""

import logging
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from aggregator.search.suggest import hot
from aggregator.search.suggest.hot import note, top

NOW = datetime(2026, 3, 25, 4, 20, tzinfo=UTC)
HOUR = timedelta(hours=1)


def search(text: str, clients: int, at: datetime = NOW) -> None:
    for number in range(clients):
        note(text, 5, f"client {number}", at)


def test_what_three_readers_search_for_is_hot() -> None:
    search("比特币", 3)
    search("以太坊", 2)
    assert top(NOW, 8) == ("比特币",)
    note("以太坊", 5, "another", NOW)
    search("比特币", 4)
    assert top(NOW, 8) == ("比特币", "以太坊")
    assert top(NOW, 1) == ("比特币",)


def test_a_reader_counts_once_an_hour() -> None:
    for _ in range(9):
        note("比特币", 5, "one", NOW)
    assert top(NOW, 8) == ()
    note("比特币", 5, "one", NOW + HOUR)
    note("比特币", 5, "one", NOW + 2 * HOUR)
    assert top(NOW + 2 * HOUR, 8) == ("比特币",)


def test_searches_that_found_nothing_or_hold_unknown_words_are_not_counted(server: Any) -> None:
    for client in "abc":
        note("比特币", 0, client, NOW)
        note("张伟 诈骗", 9, client, NOW)
    assert list(server.scan_iter("suggest:*")) == []


def test_newer_searches_are_hotter_and_a_day_is_the_end() -> None:
    search("以太坊", 4)
    search("比特币", 3, NOW + 12 * HOUR)
    assert top(NOW + 12 * HOUR, 8) == ("比特币", "以太坊")
    assert top(NOW + 24 * HOUR, 8) == ("比特币",)


def test_nothing_of_a_client_is_kept_but_a_mark_that_ends_with_the_hour(server: Any) -> None:
    note("比特币", 5, "203.0.113.9", NOW)
    seen, salt = hot._key("seen", NOW), hot._key("salt", NOW)
    assert 0 < server.ttl(seen) <= 40 * 60
    assert 0 < server.ttl(salt) <= 40 * 60
    assert 0 < server.ttl(hot._key("hot", NOW)) <= 25 * 3600
    [mark] = server.smembers(seen)
    assert len(mark) == 8
    assert b"203.0.113.9" not in mark


def test_the_mark_of_a_client_differs_by_hour_and_query(server: Any) -> None:
    note("比特币", 5, "one", NOW)
    note("以太坊", 5, "one", NOW)
    note("比特币", 5, "one", NOW + HOUR)
    marks = server.smembers(hot._key("seen", NOW)) | server.smembers(hot._key("seen", NOW + HOUR))
    assert len(marks) == 3


def test_an_hour_keeps_so_many_queries(server: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(hot, "_QUERIES", 2)
    search("比特币", 3)
    search("以太坊", 2)
    for name in ("美联储", "币安"):
        search(name, 1)
    assert server.zcard(hot._key("hot", NOW)) == 4
    search("降息", 1)
    assert server.zcard(hot._key("hot", NOW)) == 2
    assert top(NOW, 8) == ("比特币",)


def test_a_flood_stops_being_counted(monkeypatch: Any) -> None:
    monkeypatch.setattr(hot, "_MARKS", 2)
    search("比特币", 9)
    assert top(NOW, 8) == ()


def test_without_redis_nothing_is_said(settings: Any, caplog: pytest.LogCaptureFixture) -> None:
    settings.REDIS_URL = "unix:///nowhere/valkey.sock"
    with caplog.at_level(logging.WARNING):
        note("比特币", 5, "one", NOW)
        assert top(NOW, 8) == ()
    assert "not counted" in caplog.text
    assert "not shown" in caplog.text
