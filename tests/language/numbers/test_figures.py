"""Figures that carry a unit."""

import pytest
from hypothesis import given

from aggregator.language import figures
from tests.language.test_folding import ANY_TEXT


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("价值约 5.58 亿美元", ["5.58 亿美元"]),
        ("１，４０６．０５ 枚 BTC", ["１，４０６．０５ 枚 BTC"]),
        ("转出 11,780 ETH（2.575 亿美元）", ["11,780 ETH", "2.575 亿美元"]),
        ("上涨 8.09%，加息 25 个基点", ["8.09%", "25 个基点"]),
        ("融资 $30 million 与 $1.5B", ["$30 million", "$1.5B"]),
        ("超 3 億元", ["3 億元"]),
        ("6,224.52 万 USDT 转入", ["6,224.52 万 USDT"]),
        ("10 倍杠杆", ["10 倍"]),
    ],
)
def test_amounts_and_shares(text: str, found: list[str]) -> None:
    assert [figure.text for figure in figures(text)] == found


@pytest.mark.parametrize(
    "text", ["", "2026 年 3 月 10 日", "第 4 期", "7 weeks", "EIP-8141", "版本 1.2.3", "前 10 名"]
)
def test_bare_numbers_are_no_figures(text: str) -> None:
    assert figures(text) == []


@given(ANY_TEXT)
def test_figures_point_at_the_text(text: str) -> None:
    text += "5 亿美元"
    for figure in figures(text):
        assert text[figure.start : figure.end] == figure.text
