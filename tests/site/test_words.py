"""Figures, spans and headlines in words."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from aggregator.site.lists.days import date_text, span_text
from aggregator.site.story.chips import amount, dollars, number, price, stated
from aggregator.site.story.differs import marked_difference, same_words
from tests.site.conftest import EVIL, NOON


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("0", "0"),
        ("0.00001234", "0.00001234"),
        ("0.5", "0.5"),
        ("999.999", "1,000"),
        ("2171.40", "2,171.4"),
        ("25750000", "2,575 万"),
        ("-453500000", "-4.54 亿"),
        ("2200000000000", "2.2 万亿"),
    ],
)
def test_numbers_have_chinese_magnitudes(value: str, wanted: str) -> None:
    assert number(Decimal(value)) == wanted


def test_what_a_text_says_is_not_rounded() -> None:
    assert stated(Decimal(453_500_000)) == "4.535 亿美元"
    assert dollars(Decimal(453_500_000)) == "4.54 亿美元"
    assert dollars(Decimal(500)) == "500 美元"
    assert amount(Decimal("1406.05")) == "1,406.05"
    assert amount(Decimal(314_260_000)) == "3.1426 亿"
    assert price(Decimal("70884.70")) == "70,884.7 美元"
    assert price(Decimal(2_500_000)) == "250 万美元"


@pytest.mark.parametrize(
    ("minutes", "wanted"),
    [
        (0, "不到 1 分钟"),
        (26, "26 分钟"),
        (60, "1 小时"),
        (185, "3 小时 5 分钟"),
        (3125, "2 天 4 小时"),
    ],
)
def test_spans(minutes: int, wanted: str) -> None:
    assert span_text(timedelta(minutes=minutes)) == wanted


def test_days_name_another_year() -> None:
    assert date_text(date(2026, 3, 4), NOON) == "3月4日"
    assert date_text(date(2025, 12, 31), NOON) == "2025年12月31日"


def test_a_headlines_own_words_are_marked() -> None:
    first = "贝莱德转入 634 枚比特币"
    assert "<em>再次</em>" in marked_difference("贝莱德再次转入 634 枚比特币", first)
    assert "<em>" not in marked_difference(first, first)
    assert "<em>" not in marked_difference("完全无关的另一句话", first), "all of it differs"
    assert same_words("贝莱德 转入634枚比特币！", first)
    assert not same_words("", "")


def test_hostile_headlines_are_escaped() -> None:
    assert "<script>" not in marked_difference(EVIL, f"{EVIL}甲")
    assert "<script>" not in marked_difference(f"{EVIL}甲乙丙", EVIL)
    assert marked_difference("", "甲") == ""
