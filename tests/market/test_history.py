"""Prices over time."""

from datetime import UTC, datetime, timedelta

import pytest

from aggregator.market.history import MOST, Point, bucketed, gap, series, sparks, value_at
from aggregator.market.models import Price

NOW = datetime(2026, 3, 25, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def at(**ago: float) -> datetime:
    return NOW - timedelta(**ago)


def store(coin: str, usd: float, when: datetime) -> None:
    Price.objects.create(coin=coin, usd=usd, change_24h=1, provider="源", observed_at=when)


@pytest.mark.django_db
def test_a_series_is_one_coin_in_its_span_in_order() -> None:
    store("bitcoin", 3, at(hours=1))
    store("bitcoin", 2, at(hours=5))
    store("bitcoin", 1, at(hours=25))
    store("ethereum", 9, at(hours=2))
    store("bitcoin", 4, at(hours=-1))
    assert [point.value for point in series("bitcoin", DAY, NOW)] == [2.0, 3.0]


def test_no_more_points_than_asked_for_and_the_last_of_each_stretch() -> None:
    points = [Point(NOW - DAY + timedelta(seconds=20 * n), float(n)) for n in range(1, 4321)]
    found = bucketed(points, DAY, NOW)
    assert len(found) == MOST
    assert found[-1] == points[-1]
    assert found[0].value == 8.0, "three minutes, the next stretch begins at the ninth"


def test_what_was_not_read_stays_empty() -> None:
    points = [Point(at(hours=20), 1.0), Point(at(hours=2), 2.0)]
    assert bucketed(points, DAY, NOW) == tuple(points)
    assert gap(DAY) == timedelta(minutes=90)
    assert gap(timedelta(days=30)) == timedelta(hours=4, minutes=30)


def test_a_value_between_points_lies_on_their_line() -> None:
    points = [Point(at(hours=2), 100.0), Point(at(hours=1), 110.0), Point(NOW + 2 * DAY, 500.0)]
    assert value_at(points, at(hours=1.5)) == pytest.approx(105.0)
    assert value_at(points, at(hours=1)) == 110.0
    assert value_at(points, at(hours=3)) is None, "before the first"
    assert value_at(points, NOW + DAY) is None, "in a gap"


@pytest.mark.django_db
def test_sparks_are_coarse_and_of_every_coin() -> None:
    for n in range(600):
        for coin in ("bitcoin", "ethereum"):
            store(coin, n + 1, at(minutes=600 - n))
    store("bitcoin", 7, at(days=5))
    Price.objects.create(coin="solana", usd=5, provider="源", observed_at=at(hours=30))
    found = sparks(["bitcoin", "ethereum", "solana", "xrp"], timedelta(days=7), NOW)
    assert set(found) == {"bitcoin", "ethereum", "solana"}
    assert [point.value for point in found.pop("solana")] == [5.0], "what was filled in counts"
    assert found["bitcoin"][0].value == 7.0, "of what is thinned already every row counts"
    assert all(2 < len(points) <= 60 for points in found.values())
