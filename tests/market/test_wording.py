"""Figures as text."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from aggregator.market import wording

NOW = datetime(2026, 3, 25, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (-300, "刚刚"),
        (9, "刚刚"),
        (10, "10 秒前"),
        (59, "59 秒前"),
        (60, "1 分钟前"),
        (150, "2 分钟前"),
        (3599, "59 分钟前"),
        (3600, "1 小时前"),
        (86399, "23 小时前"),
        (86400 * 3, "3 天前"),
    ],
)
def test_age(seconds: int, text: str) -> None:
    assert wording.age(NOW - timedelta(seconds=seconds), NOW) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("1.47"), "+1.47%"),
        (Decimal("-0.336"), "−0.34%"),
        (Decimal(0), "0.00%"),
        (Decimal("-0.004"), "0.00%"),
        (Decimal(12345), "+12,345.00%"),
    ],
)
def test_signed_percent(value: Decimal, text: str) -> None:
    assert wording.signed_percent(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1012.4, "1,012"),
        (123.6, "124"),
        (21.64, "21.6"),
        (21.0, "21"),
        (2.0, "2"),
        (1.254, "1.25"),
        (0.2134, "0.213"),
        (0.00001234, "0.0000123"),
        (0.0, "0"),
    ],
)
def test_readable(value: float, text: str) -> None:
    assert wording.readable(value) == text


def test_grouped_and_compact() -> None:
    assert wording.grouped(1234567.8) == "1,234,568"
    assert wording.grouped(-1234) == "−1,234"
    assert wording.compact(2.5) == "2.5"
    assert wording.compact(1300.0) == "1,300"
    assert wording.compact(1300, 0) == "1,300"


def test_span_never_runs_backwards() -> None:
    assert wording.span(timedelta(seconds=-5)) == "0 秒"
