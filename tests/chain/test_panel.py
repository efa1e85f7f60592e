"""The sidebar's panels, from the rows."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from aggregator.chain.panel import Panel, panels
from aggregator.chain.provider import Reading
from aggregator.chain.record import keep
from aggregator.market import outages
from aggregator.market.provider import ProviderError

NOW = datetime(2026, 3, 25, 12, tzinfo=UTC)
THEN = NOW - timedelta(minutes=2)
BITCOIN = Reading("bitcoin", "mempool.example", 942_118, {"fee_next": 2.0}, THEN)
ETHEREUM = Reading("ethereum", "本机节点", 24_731_846, {"gas_price": 1.25}, THEN)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _both_networks(settings: Settings) -> None:
    settings.OPTIONS = settings.OPTIONS | {
        "BITCOIN_PROVIDER": "esplora",
        "BITCOIN_URL": "https://mempool.example/api",
        "ETHEREUM_PROVIDER": "rpc",
        "ETHEREUM_URL": "http://127.0.0.1:8545",
    }


def value(panel: Panel, key: str) -> tuple[str, str]:
    return next((line.value, line.note) for line in panel.lines if line.key == key)


def test_the_newest_reading_of_each_network_in_two_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    keep(BITCOIN)
    keep(ETHEREUM)
    keep(replace(BITCOIN, height=1, observed_at=THEN - timedelta(minutes=1)))
    with django_assert_num_queries(2):
        bitcoin, ethereum = panels(NOW)
    assert (bitcoin.network, bitcoin.name, bitcoin.tag_slug) == ("bitcoin", "比特币", "bitcoin")
    assert (bitcoin.height, bitcoin.observed_at) == (942_118, THEN)
    assert (bitcoin.provider, bitcoin.age_text) == ("mempool.example", "2 分钟前")
    assert not bitcoin.stale
    assert value(bitcoin, "fee_next") == ("2", "")
    assert value(bitcoin, "hash_rate") == ("—", "mempool.example 不提供这项数据")
    assert (ethereum.name, ethereum.height, ethereum.provider) == ("以太坊", 24_731_846, "本机节点")
    assert value(ethereum, "gas_price") == ("1.25", "")


def test_a_network_that_was_never_read() -> None:
    outages.begin("bitcoin", "mempool.example", ProviderError("拒绝访问 10.0.0.7"), NOW)
    bitcoin, ethereum = panels(NOW)
    assert (bitcoin.height, bitcoin.observed_at, bitcoin.age_text) == (None, None, "")
    assert bitcoin.stale
    assert {line.value for line in bitcoin.lines} == {"—"}
    assert {line.note for line in bitcoin.lines} == {"mempool.example 没有返回可用的数据"}
    assert {line.note for line in ethereum.lines} == {"尚未读到数据"}


def test_a_failure_leaves_the_last_figures_with_their_age() -> None:
    keep(replace(BITCOIN, observed_at=NOW - timedelta(hours=3)))
    outages.begin("bitcoin", "mempool.example", ProviderError("没有完成应答"), NOW)
    bitcoin, _ = panels(NOW)
    assert (bitcoin.height, bitcoin.stale, bitcoin.age_text) == (942_118, True, "3 小时前")
    assert value(bitcoin, "fee_next") == ("2", "3 小时前的数据")


def test_a_network_without_provider_has_no_panel(settings: Settings) -> None:
    keep(BITCOIN)
    settings.OPTIONS = settings.OPTIONS | {"BITCOIN_PROVIDER": "none"}
    assert [panel.network for panel in panels(NOW)] == ["ethereum"]
    settings.OPTIONS = settings.OPTIONS | {"ETHEREUM_URL": ""}
    assert panels(NOW) == ()
