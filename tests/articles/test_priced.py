"""What a coin cost when its report was published."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from aggregator.articles.priced import at_report
from aggregator.language import TagMatch
from aggregator.market.models import Price

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 25, 4, tzinfo=UTC)


def cost(coin: str, usd: str, minutes: float) -> None:
    at = NOON + timedelta(minutes=minutes)
    Price.objects.create(coin=coin, usd=Decimal(usd), provider="价源", observed_at=at)


def about(slug: str, *, main: bool = True, kind: str = "coin") -> TagMatch:
    return TagMatch(slug, kind, slug, "", main, 1, 0.9, ())


def test_the_price_nearest_in_time_counts(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    cost("bitcoin", "70000", -9)
    cost("bitcoin", "71000.50", 4)
    cost("ethereum", "2000", 1)
    with django_assert_num_queries(1):
        rows = at_report([(NOON, [about("bitcoin"), about("ethereum")]), (NOON, [])])
    assert rows[1] == []
    assert [(one["coin"], one["usd"]) for one in rows[0]] == [
        ("bitcoin", "71000.5"),
        ("ethereum", "2000"),
    ]
    assert rows[0][0]["at"] == (NOON + timedelta(minutes=4)).isoformat()
    assert rows[0][0]["provider"] == "价源"


def test_a_price_too_far_away_is_unknown_and_not_nought() -> None:
    cost("bitcoin", "70000", -16)
    cost("bitcoin", "70000", 15.5)
    assert at_report([(NOON, [about("bitcoin")])]) == [[]]


def test_only_the_main_coins_whose_price_we_read(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for coin in ("bitcoin", "ethereum", "solana"):
        cost(coin, "10", 0)
    tags = [about("unheard-of"), about("ethereum"), about("bitcoin"), about("solana")]
    rows = at_report([(NOON, tags)])
    assert [one["coin"] for one in rows[0]] == ["ethereum", "bitcoin"]
    with django_assert_num_queries(0):
        other = [about("bitcoin", main=False), about("solana", kind="topic")]
        assert at_report([(NOON, other)]) == [[]]
