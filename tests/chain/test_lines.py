"""Figures as lines of text."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from aggregator.chain.line import Line, Sheet
from aggregator.chain.lines import lines

NOW = datetime(2026, 3, 25, 12, tzinfo=UTC)
AT = int(NOW.timestamp())
BITCOIN: dict[str, Any] = {
    "last_block_at": AT - 240,
    "hash_rate": 1.0124e21,
    "hash_rate_window": "近 144 块",
    "difficulty": 139_850_000_000_000.5,
    "adjustment_blocks_left": 1370,
    "adjustment_percent": -1.2345,
    "mempool_transactions": 38_412,
    "mempool_vbytes": 21_600_000,
    "fee_next": 2.512,
    "fee_hour": 1.0,
    "halving_height": 1_050_000,
    "halving_blocks_left": 107_882,
    "halving_at": AT + 107_882 * 600,
}
ETHEREUM: dict[str, Any] = {"last_block_at": AT - 12, "base_fee": 0.2134, "gas_price": 1.25}


def by_key(
    network: str, figures: dict[str, Any], *, minutes_old: int | None = 1
) -> dict[str, Line]:
    observed_at = None if minutes_old is None else NOW - timedelta(minutes=minutes_old)
    sheet = Sheet(network, figures, observed_at, "测试源 不提供这项数据", NOW)
    return {line.key: line for line in lines(sheet)}


def shown(line: Line) -> tuple[str, str, str]:
    return (line.value, line.unit, line.note)


def test_bitcoin() -> None:
    found = by_key("bitcoin", BITCOIN)
    assert [line.label for line in found.values()] == [
        "最新区块",
        "全网算力",
        "挖矿难度",
        "下一块手续费",
        "待打包交易",
        "距减半",
    ]
    assert shown(found["last_block_at"]) == ("4 分钟前", "", "平均 10 分钟一块")
    assert shown(found["hash_rate"]) == ("1,012", "EH/s", "近 144 块")
    assert shown(found["difficulty"]) == ("139.85", "T", "距调整 1,370 块，预计 −1.2%")
    assert shown(found["fee_next"]) == ("2.51", "sat/vB", "一小时内确认 1 sat/vB")
    assert shown(found["mempool_transactions"]) == ("38,412", "笔", "21.6 MvB")
    assert shown(found["halving_blocks_left"]) == (
        "107,882",
        "块",
        "高度 1,050,000，约 2028 年 4 月",
    )
    assert found["difficulty"].progress == pytest.approx(646 / 2016)
    assert found["halving_blocks_left"].progress == pytest.approx(102_118 / 210_000)
    assert all(line.known and not line.stale for line in found.values())


def test_ethereum() -> None:
    found = by_key("ethereum", ETHEREUM)
    assert list(found) == ["last_block_at", "base_fee", "gas_price"]
    assert shown(found["last_block_at"]) == ("12 秒前", "", "平均 12 秒一块")
    assert shown(found["base_fee"]) == ("0.213", "gwei", "")
    assert shown(found["gas_price"]) == ("1.25", "gwei", "")


@pytest.mark.parametrize(("network", "figures"), [("bitcoin", BITCOIN), ("ethereum", ETHEREUM)])
def test_what_is_unknown_is_a_dash_with_the_reason(network: str, figures: dict[str, Any]) -> None:
    for empty in ({}, dict.fromkeys(figures)):
        for line in by_key(network, empty, minutes_old=None).values():
            assert (line.value, line.note) == ("—", "测试源 不提供这项数据")
            assert (line.known, line.stale, line.progress) == (False, False, None)


def test_what_is_not_a_number_is_unknown() -> None:
    found = by_key("bitcoin", {**BITCOIN, "fee_next": True, "hash_rate": "1e21"})
    assert (found["fee_next"].value, found["hash_rate"].value) == ("—", "—")


def test_parts_that_are_unknown_leave_the_rest() -> None:
    less = {"adjustment_percent", "fee_hour", "mempool_vbytes", "hash_rate_window"}
    found = by_key("bitcoin", BITCOIN | dict.fromkeys(less))
    assert shown(found["difficulty"]) == ("139.85", "T", "距调整 1,370 块，变化未知")
    assert shown(found["fee_next"]) == ("2.51", "sat/vB", "")
    assert shown(found["mempool_transactions"]) == ("38,412", "笔", "")
    assert shown(found["hash_rate"]) == ("1,012", "EH/s", "")
    found = by_key("bitcoin", BITCOIN | {"adjustment_blocks_left": None})
    assert (found["difficulty"].note, found["difficulty"].progress) == ("", None)


def test_old_figures_say_how_old() -> None:
    found = by_key("bitcoin", BITCOIN, minutes_old=134)
    assert all(line.stale for line in found.values())
    assert shown(found["fee_next"]) == ("2.51", "sat/vB", "一小时内确认 1 sat/vB；2 小时前的数据")
    assert shown(found["last_block_at"]) == ("—", "", "2 小时前起没有新数据")
    assert not found["last_block_at"].known
    gas = by_key("ethereum", ETHEREUM, minutes_old=16)["gas_price"]
    assert (gas.value, gas.note) == ("1.25", "16 分钟前的数据")
    assert not by_key("ethereum", ETHEREUM, minutes_old=15)["gas_price"].stale


@pytest.mark.parametrize(
    ("figures", "key", "value", "unit"),
    [
        ({"hash_rate": 6.5e16}, "hash_rate", "65", "PH/s"),
        ({"hash_rate": 7.0e6}, "hash_rate", "7,000,000", "H/s"),
        ({"difficulty": 2.5e9}, "difficulty", "2.5", "G"),
        ({"difficulty": 1}, "difficulty", "1", ""),
        ({"fee_next": 0.11}, "fee_next", "0.11", "sat/vB"),
        ({"fee_next": 0}, "fee_next", "0", "sat/vB"),
        ({"fee_next": 1300}, "fee_next", "1,300", "sat/vB"),
    ],
)
def test_units_follow_the_size(figures: dict[str, Any], key: str, value: str, unit: str) -> None:
    line = by_key("bitcoin", figures)[key]
    assert (line.value, line.unit, line.known) == (value, unit, True)
