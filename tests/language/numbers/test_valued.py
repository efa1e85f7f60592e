"""Coin amounts with the worth the text states for them."""

import pytest

from aggregator.language import plain, quantities, valued


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("1,406.05 枚 BTC（约 1 亿美元）转入", ("BTC", "1406.05", "100000000", "USD")),
        ("11,780 ETH，价值 2.575 亿美元", ("ETH", "11780", "257500000", "USD")),
        ("1000 枚 BTC 从匿名地址转入某所，价值约 7000 万美元", ("BTC", "1000", "70000000", "USD")),
        ("价值 670 万美元的 99 枚 BTC", ("BTC", "99", "6700000", "USD")),
        ("存入 670 万美元的 99 枚 BTC", ("BTC", "99", "6700000", "USD")),
        ("500 ETH（约 100 万 USDT）", ("ETH", "500", "1000000", "USD")),
        ("斥资 1 亿美元买入 1400 枚 BTC", ("BTC", "1400", "100000000", "USD")),
        ("出售 10 枚 BTC，套现 70 万美元", ("BTC", "10", "700000", "USD")),
        ("11,950 枚 ETH 多单，价值 2684 万美元", ("ETH", "11950", "26840000", "USD")),
        ("3 枚 BTC（價值 100 萬港元）", ("BTC", "3", "1000000", "HKD")),
        ("3 枚比特币（100 万元）", ("BTC", "3", "1000000", "CNY")),
    ],
)
def test_pairs(text: str, pair: tuple[str, str, str, str]) -> None:
    (one,) = valued(text)
    assert (one.coin, plain(one.amount), plain(one.value), one.unit) == pair
    assert one.text == text[one.start : one.end]


@pytest.mark.parametrize(
    "text",
    [
        "99 枚 BTC",
        "99 枚 BTC，浮盈 670 万美元",
        "99 枚 BTC，均价 67,000 美元",
        "99 枚 BTC，成本约 300 万美元",
        "以 2,037.3 美元买入 3,388.6 枚 ETH",
        "累计耗资 1 亿美元买入 1400 枚 BTC",
        "99 枚 BTC 及其他代币，总价值约 670 万美元",
        "1000 枚 BTC 和 5000 枚 ETH（价值 9000 万美元）",
        "该钱包于 7 个月前收到 37.5 亿枚 PUMP，价值 2539 万美元",
        "曾卖出 1.69 万枚 AAVE，价值约 504 万美元",
        "99 枚 BTC。市场总清算 670 万美元",
        "价值 670 万美元的房产，99 枚 BTC",
        "99 枚 BTC（500 万至 600 万美元）",
        "0 枚 BTC（价值 5 万美元）",
        "-5 枚 BTC（价值 5 万美元）",
        "670 万美元 的 99 枚 BTC",
    ],
)
def test_no_pairs(text: str) -> None:
    assert valued(text) == []


def test_a_list_has_a_pair_for_each() -> None:
    text = "1. 250 枚 BTC（价值约 1750 万美元）2. 10 枚 ETH（价值约 2 万美元）"
    assert [(one.coin, plain(one.value)) for one in valued(text, quantities(text))] == [
        ("BTC", "17500000"), ("ETH", "20000"),
    ]  # fmt: skip
