"""Days as readers write them."""

from datetime import date

import pytest

from aggregator.search.query.dates import Stretch, day, named, stretch

TODAY = date(2026, 3, 15)  # a Sunday


def ends(text: str, today: date = TODAY) -> tuple[str, str] | None:
    found = stretch(text, today)
    return (str(found.first), str(found.last)) if found else None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-03-01", "2026-03-01", "2026-03-01"),
        ("2026/3/1", "2026-03-01", "2026-03-01"),
        ("2026.3.1", "2026-03-01", "2026-03-01"),
        ("2026年3月1日", "2026-03-01", "2026-03-01"),
        ("20260301", "2026-03-01", "2026-03-01"),
        ("3月1日", "2026-03-01", "2026-03-01"),
        ("3月16号", "2025-03-16", "2025-03-16"),
        ("2月29日", "2024-02-29", "2024-02-29"),
        ("3-1", "2026-03-01", "2026-03-01"),
        ("12/31", "2025-12-31", "2025-12-31"),
        ("2026-02", "2026-02-01", "2026-02-28"),
        ("2024年2月", "2024-02-01", "2024-02-29"),
        ("3月", "2026-03-01", "2026-03-31"),
        ("12月", "2025-12-01", "2025-12-31"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("2025年", "2025-01-01", "2025-12-31"),
        ("9999-12-31", "9999-12-31", "9999-12-31"),
        ("今天", "2026-03-15", "2026-03-15"),
        ("昨日", "2026-03-14", "2026-03-14"),
        ("前天", "2026-03-13", "2026-03-13"),
        ("本周", "2026-03-09", "2026-03-15"),
        ("上周", "2026-03-02", "2026-03-08"),
        ("本月", "2026-03-01", "2026-03-31"),
        ("上月", "2026-02-01", "2026-02-28"),
        ("今年", "2026-01-01", "2026-12-31"),
        ("去年", "2025-01-01", "2025-12-31"),
        ("3天前", "2026-03-12", "2026-03-12"),
        ("两周前", "2026-03-01", "2026-03-01"),
        ("近24小时", "2026-03-14", "None"),
        ("近48h", "2026-03-13", "None"),
        ("近7天", "2026-03-08", "None"),
        ("近30日", "2026-02-13", "None"),
        ("近一周", "2026-03-08", "None"),
        ("最近一周", "2026-03-08", "None"),
        ("近两星期", "2026-03-01", "None"),
        ("近3个月", "2025-12-15", "None"),
        ("近三个月", "2025-12-15", "None"),
        ("近半个月", "2026-02-28", "None"),
        ("近半年", "2025-09-15", "None"),
        ("近一年", "2025-03-15", "None"),
        ("近十二个月", "2025-03-15", "None"),
        ("过去二十天", "2026-02-23", "None"),
        ("近9999年", "0001-01-01", "None"),
    ],
)
def test_days_and_stretches_are_read(text, first, last):
    assert ends(text) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        *("", "x", "2026-02-30", "2026-13-01", "2026-3/1", "2026-13", "0000", "13月", "0月"),
        *("2月30日", "99999999", "近0天", "近零天", "近天", "0-0", "13-40", "近7天内"),
    ],
)
def test_what_is_no_day_is_none(text):
    assert stretch(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("近7天", "近 7 天"),
        ("近24小时", "近 24 小时"),
        ("近24h", "近 24 小时"),
        ("近3个月", "近 3 个月"),
        ("最近30日", "近 30 天"),
        ("近一周", "近一周"),
        ("最近一星期", "近一周"),
        ("近三个月", "近三个月"),
        ("昨日", "昨天"),
        ("上个月", "上月"),
    ],
)
def test_a_stretch_has_the_name_that_readers_know(text, label):
    found = named(text, TODAY)
    assert found is not None
    assert found.label == label


def test_the_end_of_a_short_month():
    assert named("近1个月", date(2026, 3, 31)) == Stretch(date(2026, 2, 28), None, "近 1 个月")


def test_a_day_among_words_is_written_out():
    assert day("3月1日", TODAY) == day("2026-03-01", TODAY) == date(2026, 3, 1)
    assert day("3-1", TODAY) is day("2026-03", TODAY) is None


@pytest.mark.parametrize(
    "text", ["昨天", "前天", "上周", "上月", "去年", "近9999天", "2月29日", "近1个月"]
)
def test_the_calendar_has_a_beginning(text):
    for today in (date.min, date.max):
        stretch(text, today)
    assert ends("今天", date.min) == ("0001-01-01", "0001-01-01")
