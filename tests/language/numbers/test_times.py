"""Days and times, for a text of Wednesday, 25 March 2026, 17:50 in Shanghai."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given

from aggregator.language import moments
from tests.language.test_folding import ANY_TEXT

AT = datetime(2026, 3, 25, 9, 50, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3月25日", "2026-03-25"),
        ("2026 年 3 月 25 日", "2026-03-25"),
        ("2026-03-25", "2026-03-25"),
        ("去年 10 月 29 日", "2025-10-29"),
        ("12 月 31 日", "2025-12-31"),
        ("2 月 29 日", "2028-02-29"),
        ("昨日", "2026-03-24"),
        ("今晚", "2026-03-25"),
        ("后天", "2026-03-27"),
        ("周四", "2026-03-19"),
        ("上周日", "2026-03-22"),
        ("下周一", "2026-03-30"),
        ("3 天前", "2026-03-22"),
    ],
)
def test_days(text: str, day: str) -> None:
    (one,) = moments(text, AT)
    assert (one.text, str(one.day), one.time) == (text, day, None)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2 小时前", "2026-03-25T15:50"),
        ("半小时前", "2026-03-25T17:20"),
        ("两个半小时后", "2026-03-25T20:20"),
        ("17:43", "2026-03-25T17:43"),
        ("23:55", "2026-03-24T23:55"),
        ("北京时间 02 月 19 日 9 时", "2026-02-19T09:00"),
        ("2026 年 2 月 12 日 19:00 (UTC+8)", "2026-02-12T19:00"),
        ("3 月 24 日 16:00（UTC）", "2026-03-25T00:00"),
        ("美东时间 3 月 24 日 16:00", "2026-03-25T04:00"),
        ("3 月 24 日 16:00 东京时间", "2026-03-24T15:00"),
        ("今晚 8 点半", "2026-03-25T20:30"),
        ("明日下午 1 点 5 分", "2026-03-26T13:05"),
        ("03-25 12:30:15", "2026-03-25T12:30:15"),
        ("3 月 25 日 24:00", "2026-03-26T00:00"),
    ],
)
def test_times(text: str, moment: str) -> None:
    (one,) = moments(text, AT)
    assert one.text == text
    assert one.time == datetime.fromisoformat(f"{moment}+08:00")
    assert one.day == one.time.date()


def test_a_weekday_ahead_of_a_plan_is_the_next() -> None:
    assert [str(one.day) for one in moments("将于周一、定于周四公布", AT)] == [
        "2026-03-30", "2026-03-26",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["上周", "本周", "2026 年 3 月", "三个月前"])
def test_what_names_no_day(text: str) -> None:
    (one,) = moments(text, AT)
    assert (one.day, one.time) == (None, None)


@pytest.mark.parametrize(
    "text", ["", "2 月 30 日", "2026-13-01", "上涨 3 点", "2.5 个百分点", "100:99", "24 小时内", "\ud800", "周三期"]
)  # fmt: skip
def test_no_moments(text: str) -> None:
    assert moments(text, AT) == []


def test_relative_words_and_dates_are_told_apart() -> None:
    said = moments("3 月 24 日与昨日 17:00、08:00", AT)
    assert [one.relative for one in said] == [False, True, True]


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        moments("昨日", datetime(2026, 3, 25))  # noqa: DTZ001


def test_a_megabyte_of_digits_and_of_months_is_read() -> None:
    assert moments("1" * 1_000_000, AT) == []
    assert len(moments("3 月 1 日，" * 2_000, AT)) == 2_000


@given(ANY_TEXT)
def test_moments_point_at_the_text(text: str) -> None:
    text += "，昨日"
    found = moments(text, AT)
    for one in found:
        assert text[one.start : one.end] == one.text
    assert found[-1].day == (AT + timedelta(hours=8)).date() - timedelta(days=1)
