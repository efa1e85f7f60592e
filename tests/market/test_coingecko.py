"""The price provider, against a real server."""

from datetime import UTC, datetime
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import pytest

from aggregator.market.coingecko import CoinGecko
from aggregator.market.coins import COINS
from aggregator.market.provider import ProviderError
from tests.market.server import Server

NOW = datetime(2026, 3, 25, 12, tzinfo=UTC)
AT = int(NOW.timestamp()) - 90
PATH = "/api/v3/simple/price"
BITCOIN = {"usd": 71286, "usd_24h_change": 1.4712345678, "last_updated_at": AT}


def provider(server: Server, timeout: float = 10.0) -> CoinGecko:
    return CoinGecko(server.url + "/api/v3", "测试源", server.policy(timeout))


def test_prices_are_read(server: Server) -> None:
    ether = {"usd": "2171.4", "usd_24h_change": None, "last_updated_at": AT}
    server.answers[PATH] = (200, {"bitcoin": BITCOIN, "ethereum": ether, "stray": 1})
    bitcoin, ethereum = provider(server).read(COINS.values(), NOW)
    assert (bitcoin.coin, bitcoin.usd, bitcoin.change_24h) == (
        "bitcoin",
        Decimal(71286),
        Decimal("1.4712"),
    )
    assert bitcoin.observed_at == datetime.fromtimestamp(AT, tz=UTC)
    assert bitcoin.provider == "测试源"
    assert (ethereum.usd, ethereum.change_24h) == (Decimal("2171.4"), None)


def test_the_request_has_the_shape_of_the_api(server: Server) -> None:
    server.answers[PATH] = (200, {"binancecoin": BITCOIN})
    (reading,) = provider(server).read([COINS["bnb"], COINS["avalanche"]], NOW)
    assert reading.coin == "bnb"
    assert parse_qs(urlsplit(server.asked[0]).query) == {
        "ids": ["binancecoin,avalanche-2"],
        "vs_currencies": ["usd"],
        "include_24hr_change": ["true"],
        "include_last_updated_at": ["true"],
    }


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"usd": 0}, "usd 超出合理范围"),
        ({"usd": -5}, "usd 超出合理范围"),
        ({"usd": "NaN"}, "usd 不是数字"),
        ({"usd": True}, "usd 不是数字"),
        ({"usd": 1e20}, "usd 超出合理范围"),
        ({"usd": 1e-12}, "usd 超出合理范围"),
        ({"usd_24h_change": -101}, "usd_24h_change 超出合理范围"),
        ({"last_updated_at": None}, "last_updated_at 不是数字"),
        ({"last_updated_at": AT * 1000}, "last_updated_at 超出合理范围"),
    ],
)
def test_a_broken_price_stops_the_reading(
    server: Server, change: dict[str, object], sentence: str
) -> None:
    server.answers[PATH] = (200, {"bitcoin": BITCOIN | change})
    with pytest.raises(ProviderError, match=f"测试源.*{sentence}"):
        provider(server).read(COINS.values(), NOW)


def test_the_smallest_price_fits_the_column(server: Server) -> None:
    server.answers[PATH] = (200, {"bitcoin": BITCOIN | {"usd": 1.2e-9}})
    (reading,) = provider(server).read(COINS.values(), NOW)
    assert reading.usd == Decimal("0.0000000012")


@pytest.mark.parametrize(
    ("status", "body", "sentence"),
    [
        (200, b"<html>", "不是有效的 JSON"),
        (200, b'{"bitcoin": {"usd": NaN}}', "不是有效的 JSON"),
        (200, [], "不是一个对象"),
        (200, {"bitcoin": 5}, "不是一个对象"),
        (200, {}, "没有任何币种的价格"),
        (200, {"bitcoin": {"usd": None}}, "没有任何币种的价格"),
        (500, b"", "没有给出数字"),
        (429, b"", "限制了访问次数"),
    ],
)
def test_a_provider_in_trouble(server: Server, status: int, body: object, sentence: str) -> None:
    server.answers[PATH] = (status, body)
    with pytest.raises(ProviderError, match=f"测试源.*{sentence}"):
        provider(server).read(COINS.values(), NOW)


def test_a_provider_that_hangs(server: Server) -> None:
    server.answers[PATH] = (200, None)
    with pytest.raises(ProviderError, match=r"测试源 没有给出数字.*没有完成应答"):
        provider(server, timeout=0.2).read(COINS.values(), NOW)
