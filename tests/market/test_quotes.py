"""Quotes as the page shows them."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from aggregator.market.models import Price
from aggregator.market.quotes import direction, price_text, quotes

NOW = datetime(2026, 3, 25, 12, tzinfo=UTC)


def price(coin: str, usd: str, change: str | None, minutes_ago: int) -> None:
    Price.objects.create(
        coin=coin,
        usd=Decimal(usd),
        change_24h=None if change is None else Decimal(change),
        provider="测试源",
        observed_at=NOW - timedelta(minutes=minutes_ago),
    )


@pytest.mark.django_db
def test_the_newest_price_of_each_coin_in_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    price("bitcoin", "70000", "1", 5)
    price("bitcoin", "71286.4", "1.4712", 2)
    price("ethereum", "2171.42", "-0.34", 16)
    with django_assert_num_queries(1):
        found = quotes(["ethereum", "bitcoin", "regulation", "solana", "bitcoin"], NOW)
    assert list(found) == ["ethereum", "bitcoin", "solana"]
    bitcoin, ethereum, solana = found["bitcoin"], found["ethereum"], found["solana"]
    assert (bitcoin.ticker, bitcoin.price_text, bitcoin.change_text) == ("BTC", "71,286", "+1.47%")
    assert (bitcoin.direction, bitcoin.stale, bitcoin.age_text) == ("up", False, "2 分钟前")
    assert (bitcoin.usd, bitcoin.provider) == (Decimal("71286.4"), "测试源")
    assert (ethereum.price_text, ethereum.change_text) == ("2,171.4", "−0.34%")
    assert (ethereum.direction, ethereum.stale, ethereum.age_text) == ("down", True, "16 分钟前")
    assert (solana.usd, solana.price_text, solana.change_text) == (None, "—", "—")
    assert (solana.direction, solana.stale) == ("unknown", True)
    assert (solana.age_text, solana.observed_at) == ("尚未取得价格", None)


@pytest.mark.django_db
def test_a_price_without_change_is_not_flat() -> None:
    price("bitcoin", "70000", None, 1)
    quote = quotes(["bitcoin"], NOW)["bitcoin"]
    assert (quote.change_text, quote.direction, quote.price_text) == ("—", "unknown", "70,000")


def test_no_coin_asks_nothing() -> None:
    assert quotes(["regulation"], NOW) == {}


@pytest.mark.parametrize(
    ("usd", "text"),
    [
        ("71286.4", "71,286"),
        ("2171.42", "2,171.4"),
        ("612.345", "612.34"),
        ("23.456", "23.46"),
        ("1.418", "1.418"),
        ("1", "1.000"),
        ("0.28119", "0.2812"),
        ("0.00001234", "0.00001234"),
        ("0.0000000012", "0.0000000012"),
    ],
)
def test_price_text(usd: str, text: str) -> None:
    assert price_text(Decimal(usd)) == text


def test_direction() -> None:
    assert direction(None) == "unknown"
    assert direction(Decimal("0.0049")) == "flat"
    assert direction(Decimal("0.005")) == "up"
    assert direction(Decimal("-0.006")) == "down"
