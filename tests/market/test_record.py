"""Prices are kept once, and thinned out with age."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from aggregator.market.coingecko import PriceReading
from aggregator.market.models import Price
from aggregator.market.record import keep, prune

NOW = datetime(2026, 3, 25, 12, 30, tzinfo=UTC)
READING = PriceReading("bitcoin", Decimal(71286), Decimal("1.47"), "测试源", NOW)

pytestmark = pytest.mark.django_db


def test_a_provider_that_repeats_itself_adds_nothing() -> None:
    assert keep([READING, replace(READING, coin="ethereum")]) == 2
    assert keep([READING]) == 0
    assert keep([replace(READING, observed_at=NOW + timedelta(minutes=1))]) == 1
    assert Price.objects.count() == 3
    assert str(Price.objects.first()).startswith("bitcoin 71286")


def test_old_prices_are_thinned_out() -> None:
    ages = [
        timedelta(hours=1),
        timedelta(hours=1, minutes=1),
        timedelta(hours=50),
        timedelta(hours=50, minutes=5),  # the same hour: goes or stays with the one above
        timedelta(hours=51),
        timedelta(days=40),
        timedelta(days=40, hours=2),
        timedelta(days=41),
    ]
    keep(replace(READING, observed_at=NOW - age) for age in ages)
    keep([replace(READING, coin="ethereum", observed_at=NOW - timedelta(hours=50))])
    assert prune(NOW) == 2
    assert prune(NOW) == 0
    left = Price.objects.filter(coin="bitcoin").values_list("observed_at", flat=True)
    kept = {NOW - at for at in left}
    assert {ages[0], ages[1], ages[4], ages[7]} < kept
    assert len(kept & {ages[2], ages[3]}) == 1
    assert len(kept & {ages[5], ages[6]}) == 1
    assert Price.objects.filter(coin="ethereum").count() == 1
