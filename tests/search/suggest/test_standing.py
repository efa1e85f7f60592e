"""What is made anew beside the readers."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError

from aggregator.articles.models import Tag
from aggregator.search.suggest import standing
from aggregator.search.suggest.hot import note
from tests.search.conftest import NOON, Make

NOW = NOON + timedelta(hours=1)


@pytest.fixture
def threads(monkeypatch: Any) -> list[Callable[[], None]]:
    """Threads that wait for the test to run them."""
    waiting: list[Callable[[], None]] = []

    class Waiting:
        def __init__(
            self, target: Callable[..., None], args: tuple[Any, ...], daemon: bool
        ) -> None:
            waiting.append(lambda: target(*args))

        def start(self) -> None:
            pass

    monkeypatch.setattr(standing.threading, "Thread", Waiting)
    monkeypatch.setattr(standing.connection, "close", lambda: None)  # the test's own
    return waiting


def test_it_knows_rows_coins_of_the_day_and_hot_searches(
    make: Make, indexed: Callable[[], int]
) -> None:
    coin = Tag.objects.create(slug="bitcoin", name="比特币", kind="coin", ticker="BTC")
    old = Tag.objects.create(slug="ethereum", name="以太坊", kind="coin", ticker="ETH")
    someone = Tag.objects.create(slug="p-lisi", name="李四", kind="person")
    make("比特币上涨", tags=[coin, someone])
    make("以太坊旧闻", tags=[old], sorted_at=NOW - timedelta(days=2))
    indexed()
    for client in "abc":
        note("比特币", 1, client, NOW)
    standing.refresh(NOW)
    held = standing.current(NOW)
    assert held.carried == {"bitcoin", "ethereum", "p-lisi"}
    assert set(held.own.by_slug) == {"p-lisi"}
    assert [slug for slug, _ in held.busy] == ["bitcoin"]
    assert held.hot == ("比特币",)


def test_the_table_of_rows_is_built_only_when_one_changed(db: None) -> None:
    Tag.objects.create(slug="p-lisi", name="李四", kind="person")
    standing.refresh(NOW)
    before = standing.current(NOW).own
    standing.refresh(NOW)
    assert standing.current(NOW).own is before
    Tag.objects.create(slug="p-wangwu", name="王五", kind="person")
    standing.refresh(NOW)
    assert set(standing.current(NOW).own.by_slug) == {"p-lisi", "p-wangwu"}


def test_no_reader_waits(db: None, threads: list[Callable[[], None]]) -> None:
    assert standing.current(NOW).carried is None
    assert standing.current(NOW).carried is None
    assert len(threads) == 1
    threads.pop()()
    assert standing.current(NOW + timedelta(seconds=119)).carried == frozenset()
    assert threads == []
    later = NOW + timedelta(seconds=121)
    Tag.objects.create(slug="p-lisi", name="李四", kind="person")
    assert standing.current(later).carried == frozenset()
    threads.pop()()
    assert standing.current(later).carried == {"p-lisi"}


def test_without_the_database_it_stays_as_it_was(
    db: None, threads: list[Callable[[], None]], monkeypatch: Any, caplog: Any
) -> None:
    standing.refresh(NOW)

    def away() -> None:
        raise DatabaseError("away")

    monkeypatch.setattr(standing, "own_entries", away)
    later = NOW + timedelta(minutes=3)
    standing.current(later)
    threads.pop()()
    assert standing.current(later).at == NOW
    assert threads == []
    assert "database is away" in caplog.text
