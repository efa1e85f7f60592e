"""Readings and failures are kept; old readings are thinned out."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from aggregator.chain.models import Snapshot
from aggregator.chain.provider import Reading
from aggregator.chain.record import keep, prune
from aggregator.market import outages
from aggregator.market.models import Outage
from aggregator.market.provider import ProviderError

NOW = datetime(2026, 3, 25, 12, 30, tzinfo=UTC)
READING = Reading("bitcoin", "测试源", 942_118, {"fee_next": 2.0, "fee_hour": None}, NOW)

pytestmark = pytest.mark.django_db


def test_every_reading_is_a_row() -> None:
    keep(READING)
    keep(READING)
    first = Snapshot.objects.first()
    assert first is not None
    assert (first.height, first.figures) == (942_118, {"fee_next": 2.0, "fee_hour": None})
    assert Snapshot.objects.count() == 2
    assert str(first) == "bitcoin 942118"


def test_a_reading_ends_the_outage_of_its_network() -> None:
    for network in ("bitcoin", "ethereum"):
        outages.begin(network, "测试源", ProviderError("测试源 没有给出数字"), NOW)
    keep(READING)
    assert [outage.subject for outage in Outage.objects.all()] == ["ethereum"]


def test_old_readings_are_thinned_out() -> None:
    for minutes in range(0, 180, 15):
        keep(replace(READING, observed_at=NOW - timedelta(minutes=minutes)))
        keep(replace(READING, observed_at=NOW - timedelta(days=3, minutes=minutes)))
        keep(replace(READING, observed_at=NOW - timedelta(days=31, minutes=minutes)))
    keep(replace(READING, network="ethereum", observed_at=NOW - timedelta(days=31)))
    # 09:45 to 12:30 touches four hours of one day.
    assert prune(NOW) == (12 - 4) + (12 - 1)
    assert prune(NOW) == 0
    assert Snapshot.objects.filter(observed_at__gt=NOW - timedelta(days=1)).count() == 12
    assert Snapshot.objects.filter(network="ethereum").count() == 1


def test_pruning_while_time_goes_on_keeps_one_an_hour() -> None:
    for minute in range(60):
        keep(replace(READING, observed_at=NOW.replace(minute=minute)))
    for minute in range(0, 61, 10):
        prune(NOW.replace(minute=0) + timedelta(hours=48, minutes=minute))
    assert Snapshot.objects.get().observed_at == NOW.replace(minute=0)
