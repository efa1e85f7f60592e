"""The figures of series as charts."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from aggregator.site.series.charts import value_text
from aggregator.site.series.levels import FORMS, Row, by_key, key_name, key_unit
from tests.site.conftest import NOON, Make, Tell
from tests.site.test_front import text


def row(day: int, level: str, outlets: int = 1) -> Row:
    return Row("etf-flows", level, date(2026, 3, day), NOON, outlets)


def test_a_day_has_one_figure_that_of_most_outlets() -> None:
    entries = [
        row(23, "BTC 日 usd=-74527400~100;ETH 日 usd=5000000~1e+06"),
        row(24, "BTC 日 usd=100000000~1e+06", 4),
        row(24, "BTC 日 usd=90000000~1e+06", 2),
        row(24, "BTC 日 usd=broken"),
    ]
    found = by_key(entries, FORMS["etf-flows"])
    assert list(found) == ["BTC 日 usd", "ETH 日 usd"]
    assert [(one.day.day, one.value) for one in found["BTC 日 usd"]] == [
        (23, -74_527_400.0),
        (24, 100_000_000.0),
    ]


def test_of_liquidations_the_largest_stands_for_the_day() -> None:
    entries = [Row("liquidations", f"24h={n}~1", None, NOON, 9 - n) for n in (3, 7, 5)]
    (found,) = by_key(entries, FORMS["liquidations"]).values()
    assert [one.value for one in found] == [7.0]


@pytest.mark.parametrize(
    ("key", "name", "unit"),
    [
        ("BTC 日 usd", "BTC 单日净流入", "usd"),
        ("ETH 周 coin", "ETH 单周净流入", "coin"),
        ("24h", "24 小时爆仓", "usd"),
        ("h", "单次播报", "usd"),
        ("score", "", ""),
        ("%", "", "%"),
        ("BTC %", "BTC", "%"),
    ],
)
def test_keys_have_names_and_units(key: str, name: str, unit: str) -> None:
    assert (key_name(key), key_unit(key)) == (name, unit)


@pytest.mark.parametrize(
    ("value", "unit", "signed", "wanted"),
    [
        (86_200_000.0, "usd", True, "+8,620 万美元"),
        (-4709.0, "coin", True, "−4,709 枚"),
        (-0.0042, "%", False, "−0.0042%"),
        (41.0, "", False, "41"),
        (0.0, "usd", True, "0 美元"),
    ],
)
def test_figures_in_words(value: float, unit: str, signed: bool, wanted: str) -> None:
    assert value_text(value, unit, signed=signed) == wanted


def flows(make: Make, tell: Tell, now: datetime, *levels: float) -> None:
    for n, level in enumerate(levels):
        at = now - timedelta(days=len(levels) - 1 - n)
        tell(
            make(f"ETF 第{n}天", published_at=at),
            started_at=at,
            series_slug="etf-flows",
            series_level=f"BTC 日 usd={level:.0f}~1",
            series_day=timezone.localtime(at).date(),
        )


def test_flows_are_bars_up_and_down(client: Client, make: Make, tell: Tell) -> None:
    flows(make, tell, timezone.now(), 5e7, -3e7, 8e7)
    body = text(client, "/series/etf-flows/")
    assert "BTC 单日净流入" in body
    assert body.count('class="bar-up"') == 4, "on two sheets"
    assert body.count('class="bar-down"') == 2
    assert "−3,000 万美元</title>" in body
    assert "+8,000 万美元" in body
    assert "万美元</p>" in body, "the unit of the scale"
    assert "3 天有数" in body
    index = text(client, "/series/").split('href="/series/etf-flows/"')[1].split("</tr>")[0]
    assert "+8,000 万美元" in index
    assert "<path d=" in index


def test_scores_are_a_line_and_one_day_is_none(client: Client, make: Make, tell: Tell) -> None:
    now = timezone.now()
    for n, score in enumerate((41, 32, 48)):
        at = now - timedelta(days=n)
        tell(
            make("恐慌", published_at=at),
            started_at=at,
            series_slug="fear-greed",
            series_level=f"score={score}~1",
        )
    body = text(client, "/series/fear-greed/")
    assert 'class="trace"' in body
    assert "最新" in body
    flows(make, tell, now, 5e7)
    assert "<figure" not in text(client, "/series/etf-flows/")


def test_what_measures_nothing_is_told_in_words(client: Client, make: Make, tell: Tell) -> None:
    now = timezone.now()
    tell(
        make("突破", published_at=now),
        started_at=now,
        series_slug="price-level",
        series_level="BTC up=92000~1",
    )
    index = text(client, "/series/")
    told, quiet = index.split('class="quiet"')
    assert "BTC 突破 92,000 美元" in told
    assert 'href="/series/etf-flows/"' in quiet
    assert "没有播报的" in quiet
    assert "<figure" not in text(client, "/series/price-level/")


@pytest.mark.django_db
def test_a_cut_level_is_left_out(client: Client, make: Make, tell: Tell) -> None:
    now = timezone.now()
    tell(
        make("断", published_at=now),
        started_at=now,
        series_slug="etf-flows",
        series_level="BTC 日 us",
    )
    assert text(client, "/series/")
