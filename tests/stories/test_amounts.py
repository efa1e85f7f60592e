"""Amounts of folded texts, and which of them may be one."""

import pytest

from aggregator.language import fold
from aggregator.stories.amounts import Amount, amounts, best, days, near


def only(text: str) -> Amount:
    found = amounts(fold(text))
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("5.58 亿美元", 5.58e8, "usd"),
        ("$558 million", 5.58e8, "usd"),
        ("558 million USD", 5.58e8, "usd"),
        ("14,745 枚 ETH", 14745, "eth"),
        ("2607枚比特币", 2607, "btc"),
        ("8750 万枚 RDNT", 8.75e7, "rdnt"),
        ("20 万枚 USDC", 2e5, "usd"),
        ("1.2 万亿韩元", 1.2e12, "krw"),
        ("92.06%", 92.06, "%"),
        ("20 倍", 20, "x"),
        ("242 分", 242, "points"),
        ("240 个积分", 240, "points"),
        ("12 家", 12, "家"),
    ],
)
def test_values(text: str, value: float, unit: str) -> None:
    found = only(text)
    assert found.value == pytest.approx(value)
    assert found.unit == unit


@pytest.mark.parametrize(
    "text", ["24 小时", "5 月 29 日", "18:00", "2026 年", "24h", "0x806 开头", "第 4", "3"]
)
def test_times_addresses_and_small_bare_numbers_are_no_amounts(text: str) -> None:
    assert amounts(fold(text)) == ()


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("5.58 亿美元", "5.6 亿美元"),
        ("5.58 亿美元", "558 million USD"),
        ("14,745 枚 ETH", "1.47 万枚 ETH"),
        ("117,814 枚 ETH", "11.78 万枚 ETH"),
        ("1.131 亿美元", "1.13 亿美元"),
        ("20.67 亿枚 PUMP", "20.7 亿枚 PUMP"),
    ],
)
def test_rounding_is_the_same_amount(a: str, b: str) -> None:
    assert near(only(a), only(b)) == near(only(b), only(a)) == 1.0


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("5.58 亿美元", "5.78 亿美元"),
        ("5.58 亿美元", "5580 万美元"),
        ("100 枚 BTC", "100 枚 ETH"),
        ("14,745 枚 ETH", "13,745 枚 ETH"),
        ("72%", "72 亿美元"),
        ("241 分", "242 分"),
    ],
)
def test_another_figure_unit_or_magnitude_is_another_amount(a: str, b: str) -> None:
    assert near(only(a), only(b)) == 0.0


def test_figures_of_two_trackers_are_near_but_not_equal() -> None:
    assert 0 < near(only("4,628 枚 ETH"), only("4,629 枚 ETH")) < 1


def test_best_is_the_nearest_of_many() -> None:
    others = amounts(fold("存入 200 枚 BTC 与 1.41 万枚 ETH"))
    assert best(only("14,100 枚 ETH"), others) == 1.0
    assert best(only("300 枚 BTC"), others) == 0.0
    assert best(only("300 枚 BTC"), ()) == 0.0


def test_places_say_how_telling_an_amount_is() -> None:
    assert only("14,745 枚 ETH").places == 5
    assert only("5000 枚 ETH").places == 1


def test_days() -> None:
    assert days(fold("将于 5 月 29 日至 6月1日 上线")) == {"5-29", "6-1"}
