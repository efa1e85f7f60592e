"""Past prices, asked for once a coin."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import Settings

from aggregator.market.backfill import REST, SUBJECT, WINDOWS, fill_one, next_wanted
from aggregator.market.coingecko import CoinGecko
from aggregator.market.coins import COINS
from aggregator.market.models import Backfill, Outage, Price
from aggregator.market.quotes import STALE
from aggregator.market.tasks import fill_prices
from tests.market.server import Server

NOW = datetime(2026, 3, 25, 12, tzinfo=UTC)
PATH = "/coins/bitcoin/market_chart"


def provider(server: Server) -> CoinGecko:
    return CoinGecko(server.url, "测试源", server.policy())


def chart(*ages: timedelta) -> dict[str, object]:
    return {
        "prices": [[int((NOW - age).timestamp() * 1000), 70_000 + n] for n, age in enumerate(ages)],
        "market_caps": [],
    }


def test_coins_are_asked_for_one_by_one() -> None:
    done: set[tuple[str, int]] = set()
    order = []
    while wanted := next_wanted(done):
        order.append((wanted[0].slug, wanted[1]))
        done.add(order[-1])
    assert order[:2] == [("bitcoin", WINDOWS[0]), ("bitcoin", WINDOWS[1])]
    assert len(order) == len(COINS) * len(WINDOWS)


@pytest.mark.django_db
def test_prices_older_than_a_quote_are_kept_and_not_asked_for_again(server: Server) -> None:
    server.answers[PATH] = (200, chart(timedelta(days=29), timedelta(hours=1), STALE / 2))
    assert fill_one(provider(server), NOW) == 3
    kept = Price.objects.order_by("observed_at").values_list("coin", "usd", "change_24h")
    assert list(kept) == [("bitcoin", 70_000, None), ("bitcoin", 70_001, None)]
    assert "vs_currency=usd&days=30" in server.asked[0]
    fill_one(provider(server), NOW)
    assert "days=1" in server.asked[1]
    assert Backfill.objects.filter(coin="bitcoin").count() == 2
    assert Price.objects.count() == 2, "the same prices again add nothing"


@pytest.mark.django_db
def test_a_coin_that_the_provider_does_not_know_holds_nobody_up(server: Server) -> None:
    fill_one(provider(server), NOW)
    assert Backfill.objects.get().points == 0
    fill_one(provider(server), NOW)
    fill_one(provider(server), NOW)
    assert "/coins/ethereum/" in server.asked[-1]
    assert not Outage.objects.exists()


@pytest.mark.django_db
def test_a_failure_is_noted_and_given_rest(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    server.answers[PATH] = (503, b"")
    with caplog.at_level(logging.WARNING):
        assert fill_one(provider(server), NOW) == 0
    assert "没有给出数字" in caplog.text
    assert Outage.objects.get().subject == SUBJECT
    server.answers[PATH] = (200, chart(timedelta(days=2)))
    assert fill_one(provider(server), NOW + REST / 2) == 0
    assert fill_one(provider(server), NOW + REST * 2) == 1
    assert not Outage.objects.exists()


@pytest.mark.django_db
def test_a_provider_that_asks_for_rest_gets_it(server: Server) -> None:
    server.answers[PATH] = (429, b"")
    fill_one(provider(server), NOW)
    Outage.objects.update(latest=NOW - REST * 2, resume_at=NOW + timedelta(hours=1))
    server.asked.clear()
    assert fill_one(provider(server), NOW) == 0
    assert server.asked == []


@pytest.mark.parametrize(
    "answer",
    [
        {"prices": []},
        {"prices": [[1, 2]] * 6_000},
        {"prices": [[int(NOW.timestamp() * 1000) + 10**10, 1]]},
        {"prices": [["x", 1]]},
        {"prices": [[1, -1]]},
        {},
    ],
)
@pytest.mark.django_db
def test_an_answer_that_makes_no_sense_is_no_price(server: Server, answer: object) -> None:
    server.answers[PATH] = (200, answer)
    assert fill_one(provider(server), NOW) == 0
    assert Price.objects.count() == 0
    assert Outage.objects.exists()


@pytest.mark.django_db
def test_a_filled_table_and_no_provider_ask_nobody(server: Server, settings: Settings) -> None:
    for coin in COINS:
        for days in WINDOWS:
            Backfill.objects.create(
                coin=coin, provider="测试源", days=days, points=1, filled_at=NOW
            )
    assert fill_one(provider(server), NOW) == 0
    assert fill_one(None, NOW) == 0
    settings.OPTIONS = settings.OPTIONS | {"PRICE_PROVIDER": "none"}
    fill_prices()
    assert server.asked == []
