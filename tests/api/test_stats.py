"""Prices and figures of chains: with source, height and time, and null for what is unknown."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from pytest_django import Settings

from aggregator.chain.models import Snapshot
from aggregator.market.models import Price
from tests.api.conftest import Ask
from tests.api.test_lists import queries
from tests.site.conftest import NOON


@pytest.fixture
def networks(settings: Settings) -> None:
    """Bitcoin and Ethereum are read."""
    settings.OPTIONS = {
        **settings.OPTIONS,
        "BITCOIN_PROVIDER": "esplora",
        "ETHEREUM_PROVIDER": "rpc",
    }


def price(usd: str, minutes: int = 0, change: str | None = "1.5") -> Price:
    return Price.objects.create(
        coin="bitcoin", usd=Decimal(usd), change_24h=change and Decimal(change),
        provider="prices.example", observed_at=NOON + timedelta(minutes=minutes),
    )  # fmt: skip


@pytest.mark.django_db
def test_prices_never_read_are_null(ask: Ask) -> None:
    items = ask("stats/prices").json()["items"]
    assert len(items) == 14
    assert all(
        one["usd"] is one["change_24h"] is one["at"] is one["source"] is None for one in items
    )
    assert all(one["stale"] for one in items)


@pytest.mark.django_db
def test_the_newest_price_with_its_source_and_time(ask: Ask) -> None:
    price("60000")
    fresh = price("71286.5", 1, change=None)
    Price.objects.filter(pk=fresh.pk).update(observed_at=timezone.now().replace(microsecond=0))
    one = ask("stats/prices").json()["items"][0]
    assert (one["usd"], one["change_24h"], one["source"]) == (71286.5, None, "prices.example")
    assert one["stale"] is False
    assert one["at"].endswith("Z")
    assert queries(ask, "stats/prices") == 1


@pytest.mark.django_db
def test_the_history_of_a_price(ask: Ask) -> None:
    for minutes in range(5):
        price(str(60000 + minutes), minutes)
    page = ask("stats/prices/bitcoin", limit=2).json()
    assert [one["usd"] for one in page["items"]] == [60004, 60003]
    assert page["next"].startswith("http://testserver/api/v1/stats/prices/bitcoin?")
    between = {"from": "2026-03-25T04:01:00Z", "to": "2026-03-25T04:03:00Z"}
    assert [one["usd"] for one in ask("stats/prices/bitcoin", **between).json()["items"]] == [
        60002,
        60001,
    ]
    assert ask("stats/prices/ethereum").json()["items"] == []


@pytest.mark.django_db
def test_networks_that_are_not_read_are_left_out(ask: Ask) -> None:
    assert ask("stats/chains").json() == {"items": []}


@pytest.mark.django_db
def test_chain_figures_with_height_source_and_time(ask: Ask, networks: None) -> None:
    figures = {"difficulty": 1.5, "hash_rate_window": "1008 块", "last_block_at": 1774411200, "fee_next": None,
               "halving_height": True}  # fmt: skip
    Snapshot.objects.create(network="bitcoin", provider="node.example", height=900000, figures=figures,
                            observed_at=NOON)  # fmt: skip
    bitcoin, ethereum = ask("stats/chains").json()["items"]
    assert (bitcoin["height"], bitcoin["source"], bitcoin["at"]) == (
        900000,
        "node.example",
        "2026-03-25T04:00:00Z",
    )
    found = {one["key"]: one["value"] for one in bitcoin["figures"]}
    assert (found["difficulty"], found["hash_rate_window"]) == (1.5, "1008 块")
    assert found["last_block_at"] == "2026-03-25T04:00:00Z"
    assert found["fee_next"] is found["mempool_vbytes"] is found["halving_height"] is None
    units = {one["key"]: one["unit"] for one in bitcoin["figures"]}
    assert (units["fee_next"], units["last_block_at"], units["difficulty"]) == (
        "sat/vB",
        None,
        None,
    )
    assert ethereum["height"] is ethereum["source"] is ethereum["at"] is None
    assert ethereum["stale"] is True
    assert queries(ask, "stats/chains") == 1


@pytest.mark.django_db
def test_the_history_of_a_chain(ask: Ask) -> None:
    for hours in range(3):
        Snapshot.objects.create(network="ethereum", provider="node.example", height=hours or None,
                                figures={"base_fee": hours + 0.5}, observed_at=NOON + timedelta(hours=hours))  # fmt: skip
    page = ask("stats/chains/ethereum", limit=2).json()
    assert [one["figures"]["base_fee"] for one in page["items"]] == [2.5, 1.5]
    assert page["items"][0]["figures"]["gas_price"] is None
    last = ask("stats/chains/ethereum", to="2026-03-25T05:00:00Z").json()["items"]
    assert [one["height"] for one in last] == [None]
