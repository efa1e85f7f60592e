"""The card of a coin beside an article."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from pytest_django import Settings

from aggregator.chain.card import CoinCard, coin_cards
from aggregator.chain.panel import panels
from aggregator.chain.provider import Reading
from aggregator.chain.record import keep
from aggregator.market.coingecko import PriceReading
from aggregator.market.quotes import quotes
from aggregator.market.record import keep as keep_prices

NOW = datetime(2026, 3, 25, 12, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _both_networks(settings: Settings) -> None:
    settings.OPTIONS = settings.OPTIONS | {
        "BITCOIN_PROVIDER": "esplora",
        "BITCOIN_URL": "https://mempool.example/api",
        "ETHEREUM_PROVIDER": "none",
    }


def cards(slugs: list[str]) -> tuple[CoinCard, ...]:
    return coin_cards(slugs, quotes(["solana", "bitcoin", "ethereum"], NOW), panels(NOW))


def price(coin: str) -> None:
    keep_prices([PriceReading(coin, Decimal("145.2"), None, "测试源", NOW)])


def test_price_and_figures_of_a_coin() -> None:
    price("bitcoin")
    price("solana")
    keep(Reading("bitcoin", "测试源", 942_118, {"fee_next": 2.0}, NOW))
    solana, bitcoin = cards(["regulation", "solana", "bitcoin", "sui"])
    assert (solana.tag_slug, solana.quote.price_text, solana.panel) == ("solana", "145.20", None)
    assert bitcoin.quote.ticker == "BTC"
    assert bitcoin.panel is not None
    assert bitcoin.panel.height == 942_118


def test_a_coin_with_only_one_of_the_two() -> None:
    keep(Reading("bitcoin", "测试源", 942_118, {}, NOW))
    [card] = cards(["bitcoin"])
    assert card.quote.price_text == "—"
    assert cards(["ethereum"]) == ()
    price("ethereum")
    [card] = cards(["ethereum"])
    assert card.panel is None


def test_a_network_without_figures_is_left_out_of_the_card() -> None:
    price("bitcoin")
    [card] = cards(["bitcoin"])
    assert card.panel is None


def test_no_card_for_a_tag_that_is_no_coin() -> None:
    assert cards(["regulation"]) == ()
    assert cards([]) == ()
