"""A figure over time."""

from datetime import UTC, datetime, timedelta

import pytest

from aggregator.chain.models import Snapshot
from aggregator.chain.trace import trace

NOW = datetime(2026, 3, 25, 12, tzinfo=UTC)


def rows(count: int, step: timedelta, **more: object) -> None:
    Snapshot.objects.bulk_create(
        Snapshot(
            network="bitcoin",
            provider="测试源",
            height=1,
            figures={"fee_next": float(number), **more},
            observed_at=NOW - number * step,
        )
        for number in range(count)
    )


@pytest.mark.django_db
def test_the_last_hours_oldest_first() -> None:
    rows(4, timedelta(hours=10))
    Snapshot.objects.create(network="bitcoin", figures={}, observed_at=NOW)
    Snapshot.objects.create(network="ethereum", figures={"fee_next": 9}, observed_at=NOW)
    ten, twenty = NOW - timedelta(hours=10), NOW - timedelta(hours=20)
    assert trace("bitcoin", "fee_next", NOW) == ((twenty, 2.0), (ten, 1.0), (NOW, 0.0))
    assert trace("bitcoin", "fee_next", ten, hours=10) == ((ten, 1.0),)


@pytest.mark.django_db
def test_it_is_bounded() -> None:
    rows(1440, timedelta(minutes=1))
    points = trace("bitcoin", "fee_next", NOW)
    assert len(points) == 288
    assert points[-1] == (NOW, 0.0)
    rows(40, timedelta(days=1))
    assert trace("bitcoin", "fee_next", NOW, 10**6)[0][0] > NOW - timedelta(days=30)


@pytest.mark.parametrize(
    ("network", "key"), [("bitcoin", "gas_price"), ("solana", "fee_next"), ("bitcoin", "a__b")]
)
def test_a_figure_that_does_not_exist(network: str, key: str) -> None:
    with pytest.raises(ValueError, match="has no figure"):
        trace(network, key, NOW)


@pytest.mark.django_db
def test_words_are_no_points() -> None:
    rows(1, timedelta(hours=1), hash_rate_window="近 144 块")
    assert trace("bitcoin", "hash_rate_window", NOW) == ()
