"""Figures of networks over time, and blocks."""

from datetime import UTC, datetime, timedelta

import pytest

from aggregator.chain.history import blocks, each, gap, last_blocks
from aggregator.chain.models import Block, Snapshot

NOW = datetime(2026, 3, 25, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def snapshot(hours: float, **figures: object) -> None:
    at = NOW - timedelta(hours=hours)
    Snapshot.objects.create(network="bitcoin", provider="源", figures=figures, observed_at=at)


def block(height: int, minutes: float) -> None:
    at = NOW - timedelta(minutes=minutes)
    Block.objects.create(network="bitcoin", height=height, mined_at=at)


@pytest.mark.django_db
def test_unknown_figures_leave_no_point() -> None:
    snapshot(30, fee_next=9)
    snapshot(5, fee_next=2, hash_rate=None)
    snapshot(4, fee_next=None, hash_rate=1e21, hash_rate_window="近 144 块")
    snapshot(3, fee_next=3.5, hash_rate=True)
    found = each("bitcoin", dict.fromkeys(["fee_next", "hash_rate", "hash_rate_window"], DAY), NOW)
    assert [point.value for point in found["fee_next"]] == [2.0, 3.5]
    assert [point.value for point in found["hash_rate"]] == [1e21]
    assert found["hash_rate_window"] == ()
    assert each("ethereum", {"base_fee": DAY}, NOW) == {"base_fee": ()}


def test_what_comes_once_a_day_has_no_gap_within_a_day() -> None:
    assert gap("hash_rate", DAY) == timedelta(hours=36)
    assert gap("fee_next", DAY) == timedelta(hours=7)


@pytest.mark.django_db
def test_the_last_blocks_end_at_a_hole() -> None:
    for height, minutes in ((104, 1), (103, 12), (102, 20), (100, 40), (99, 50)):
        block(height, minutes)
    found = last_blocks("bitcoin", 6)
    assert [one.height for one in found] == [104, 103, 102]
    assert [one.interval for one in found] == [
        timedelta(minutes=11),
        timedelta(minutes=8),
        None,
    ]
    assert [one.height for one in last_blocks("bitcoin", 2)] == [104, 103]
    assert last_blocks("ethereum", 6) == ()


@pytest.mark.django_db
def test_times_that_run_backwards_are_no_interval() -> None:
    block(100, 10)
    block(101, 11)
    block(103, 1)
    assert [one.interval for one in blocks("bitcoin", DAY, NOW)] == [None, None, None]
    assert blocks("bitcoin", timedelta(minutes=5), NOW)[0].height == 103
