"""Quantities with their values."""

from decimal import Decimal

import pytest
from hypothesis import given

from aggregator.language import plain, quantities, valued
from tests.language.test_folding import ANY_TEXT


def read(text: str) -> list[tuple[str, str, str]]:
    return [(one.kind, plain(one.value), one.unit) for one in quantities(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("价值约 5.58 亿美元", [("money", "558000000", "USD")]),
        ("1.2万亿韩元与 3 千美元", [("money", "1200000000000", "KRW"), ("money", "3000", "USD")]),
        ("$30 million，1.5B 美元", [("money", "30000000", "USD"), ("money", "1500000000", "USD")]),
        ("HK$5 亿、€20K、¥300 万", [
            ("money", "500000000", "HKD"), ("money", "20000", "EUR"), ("money", "3000000", "CNY"),
        ]),
        ("1亿2000万日元", [("money", "120000000", "JPY")]),
        ("三百五十万美元、两亿英镑", [
            ("money", "3500000", "USD"), ("money", "200000000", "GBP"),
        ]),
        ("一万亿人民币", [("money", "1000000000000", "CNY")]),
        ("一百多万美元", [("money", "1000000", "USD")]),
        ("50 美分", [("money", "0.5", "USD")]),
        ("１２ 億港元", [("money", "1200000000", "HKD")]),
        ("7.5 萬枚以太坊", [("coin", "75000", "ETH")]),
        ("1,406.05 枚 BTC", [("coin", "1406.05", "BTC")]),
        ("405 枚现货 BTC、11,780 ETH", [("coin", "405", "BTC"), ("coin", "11780", "ETH")]),
        ("100 万枚 $ABCX", [("coin", "1000000", "ABCX")]),
        ("123 万枚代币", [("count", "1230000", "枚")]),
        ("加息 25 个基点、1.5 个百分点、10bps", [
            ("percent", "25", "bp"), ("percent", "1.5", "pp"), ("percent", "10", "bp"),
        ]),
        ("百分之三十，三成", [("percent", "30", "%"), ("percent", "30", "%")]),
        ("10 倍杠杆，20x 做多", [("ratio", "10", "倍"), ("ratio", "20", "倍")]),
        ("22.4 万部矿机、13 家公司", [("count", "224000", "部"), ("count", "13", "家")]),
        ("BTC 突破 68,000 美元", [("price", "68000", "USD")]),
        ("市值突破 68,000 美元", [("money", "68000", "USD")]),
        ("短时突破 0.05 USDT", [("price", "0.05", "USDT")]),
        ("2 美元/枚", [("price", "2", "USD")]),
        ("5.6 亿、30 亿美元", [("money", "560000000", "USD"), ("money", "3000000000", "USD")]),
        ("追回 320.8 枚被盗 BTC", [("coin", "320.8", "BTC")]),
        ("转移 BTC（8.51 枚）", [("coin", "8.51", "BTC")]),
        ("1 万枚 stETH，75,000USDT", [("coin", "10000", "STETH"), ("coin", "75000", "USDT")]),
        ("1.5 万枚\nChainCatcher 消息", [("count", "15000", "枚")]),
        ("收入升至 127 万美元", [("money", "1270000", "USD")]),
        ("在 15:17，315.69 枚 BTC", [("coin", "315.69", "BTC")]),
    ],
)  # fmt: skip
def test_values(text: str, found: list[tuple[str, str, str]]) -> None:
    assert read(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "", "2026 年 3 月 10 日 12:30", "第 4 期", "7 weeks", "EIP-8141", "版本 1.2.3", "0xab12 枚",
        "数十亿美元", "上百万美元", "1,2345 美元", "20 元宇宙", "ERC-20 USDT", "1FZAC…GLKzD 与 3FoAYkC", "20:00 SGT", "1/1000 XAUT", "10X Research", "80 UTC", "5G 网络与 0G 代币", "9" * 1_000_000,
        "一" * 10_000, "😀" * 50, "\ud800", "十百 枚", "万美元",
    ],
)  # fmt: skip
def test_no_quantities(text: str) -> None:
    assert quantities(text) == []


def test_half_a_surrogate_and_marks_leave_offsets_true() -> None:
    text = "\ud83d ﬁ é 约 5 亿\u200b美元"
    (one,) = quantities(text)
    assert (one.value, text[one.start : one.end]) == (Decimal(500_000_000), one.text)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("2500 万至 4000 万欧元", "25000000", "40000000"),
        ("2-3 亿美元", "200000000", "300000000"),
        ("5000 至 1 万美元", "5000", "10000"),
        ("3.5%-3.75%", "3.5", "3.75"),
        ("$30-50 million", "30000000", "50000000"),
        ("1 亿至 2 亿枚 TRX", "100000000", "200000000"),
    ],
)
def test_ranges_are_two_quantities(text: str, low: str, high: str) -> None:
    found = [(one.part, plain(one.value)) for one in quantities(text)]
    assert found == [("low", low), ("high", high)]
    assert len({one.unit for one in quantities(text)}) == 1


@pytest.mark.parametrize(
    ("text", "approx", "direction"),
    [
        ("约 5 亿美元", True, 0),
        ("30 余万枚 BTC", True, 0),
        ("5 亿美元左右", True, 0),
        ("5 亿美元", False, 0),
        ("上涨 8%", False, 1),
        ("跌幅超 2%", True, -1),
        ("-0.5%", False, -1),
        ("+3%", False, 1),
    ],
)
def test_approximate_and_direction(text: str, approx: bool, direction: int) -> None:
    (one,) = quantities(text)
    assert (one.approx, one.direction) == (approx, direction)


def test_a_minus_makes_the_value_negative_and_a_dash_does_not() -> None:
    assert [plain(one.value) for one in quantities("盈亏-1.16 亿美元，T-5%，涨跌 -0.5%")] == [
        "-116000000", "-0.5",
    ]  # fmt: skip


@given(ANY_TEXT)
def test_quantities_point_at_the_text(text: str) -> None:
    text += "，5 亿美元"
    for one in quantities(text):
        assert text[one.start : one.end] == one.text
    for pair in valued(text):
        assert text[pair.start : pair.end] == pair.text
