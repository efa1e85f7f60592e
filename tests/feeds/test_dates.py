from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.feeds.dates import ANCIENT, BAD, FUTURE, read_date

from .reading import CHINA, NOW


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    ("raw", "moment"),
    [
        ("2026年1月2日 03:04", utc(2026, 1, 1, 19, 4)),
        ("2026年01月02日03时04分05秒", utc(2026, 1, 1, 19, 4, 5)),
        ("2026年1月2日 星期五 下午3:04", utc(2026, 1, 2, 7, 4)),
        ("2026年1月2日 凌晨12:04", utc(2026, 1, 1, 16, 4)),
        ("2026年1月2日", utc(2026, 1, 1, 16)),
        ("２０２６年１月２日　０３：０４", utc(2026, 1, 1, 19, 4)),
        ("2026/01/02 03:04", utc(2026, 1, 1, 19, 4)),
        ("2026-01-02 03:04:05", utc(2026, 1, 1, 19, 4, 5)),
        ("2026.1.2 03:04", utc(2026, 1, 1, 19, 4)),
        ("2026-01-02 24:00", utc(2026, 1, 2, 16)),
        ("2026-01-02T03:04:05Z", utc(2026, 1, 2, 3, 4, 5)),
        ("2026-01-02T03:04:05.123+08:00", utc(2026, 1, 1, 19, 4, 5)),
        ("2026-01-02T03:04:05+0800", utc(2026, 1, 1, 19, 4, 5)),
        ("2026-01-02 03:04 PM", utc(2026, 1, 2, 7, 4)),
        ("1月2日 03:04", utc(2026, 1, 1, 19, 4)),
        ("01-02 03:04", utc(2026, 1, 1, 19, 4)),
        ("12月31日 23:00", utc(2025, 12, 31, 15)),
        ("今天 11:45", utc(2026, 1, 10, 3, 45)),
        ("昨日23:15", utc(2026, 1, 9, 15, 15)),
        ("前天 08:00:09", utc(2026, 1, 8, 0, 0, 9)),
        ("刚刚", NOW),
        ("5分钟前", NOW - timedelta(minutes=5)),
        ("3 小時前", NOW - timedelta(hours=3)),
        ("半小时前", NOW - timedelta(minutes=30)),
        ("2天前", NOW - timedelta(days=2)),
        ("1767294240", utc(2026, 1, 1, 19, 4)),
        ("1767294240000", utc(2026, 1, 1, 19, 4)),
        ("Fri, 02 Jan 2026 03:04:05 +0800", utc(2026, 1, 1, 19, 4, 5)),
        ("Fri, 02 Jan 2026 03:04:05 PRC+0800", utc(2026, 1, 1, 19, 4, 5)),
        ("Fri, 02 Jan 2026 03:04:05 GMT", utc(2026, 1, 2, 3, 4, 5)),
        ("Fri, 02 Jan 2026 03:04:05 CST", utc(2026, 1, 1, 19, 4, 5)),
        ("Fri, 02 Jan 2026 03:04:05 EST", utc(2026, 1, 2, 8, 4, 5)),
        ("Fri, 02 Jan 2026 03:04:05", utc(2026, 1, 1, 19, 4, 5)),
        (
            "Fri, 02 Jan 2026 03:04:05 +0100",
            utc(2026, 1, 2, 2, 4, 5),
        ),  # wrong, but not ours to guess
        ("2 January 26 03:04 UT", utc(2026, 1, 2, 3, 4)),
        ("Fri Jan 02 2026 03:04:05 GMT+0800 (中国标准时间)", utc(2026, 1, 1, 19, 4, 5)),
        ("Fri Jan  2 03:04:05 CST 2026", utc(2026, 1, 1, 19, 4, 5)),
        ("January 2, 2026 03:04", utc(2026, 1, 1, 19, 4)),
        ("2026-01-02 03:04 北京时间", utc(2026, 1, 1, 19, 4)),
        ("2026-01-02 03:04:60", utc(2026, 1, 1, 19, 4, 59)),
    ],
)
def test_a_date_of_the_field_is_read(raw: str, moment: datetime) -> None:
    assert read_date(raw, CHINA, NOW) == (moment, "")


@pytest.mark.parametrize(
    "raw",
    [
        "昨天",
        "今天下雨 11:45 左右的样子 吧",
        "11:45",
        "3-4",
        "2026年2月31日 01:02",
        "2026-01-02 03:99",
        "n/a",
        "0000-00-00 00:00:00",
        "Fri, 02 Jan 2026 03:04:05 +9900",
        "2 Foo 2026 03:04",
        "5年前",
        "0001-01-01 00:00 +1400",
        "99999999999999999999",
        "2026" * 50,
    ],
)
def test_what_is_no_date_is_flagged_or_read_but_never_raises(raw: str) -> None:
    moment, flag = read_date(raw, CHINA, NOW)
    if raw == "昨天":  # a day without a clock is its beginning
        assert moment == utc(2026, 1, 8, 16)
    elif raw.startswith("0001"):
        assert (moment, flag) in {(None, ANCIENT), (None, BAD)}
    else:
        assert (moment, flag) == (None, BAD)


def test_no_date_is_no_fault() -> None:
    assert read_date("  ", CHINA, NOW) == (None, "")


def test_the_future_is_clamped_beyond_ten_minutes() -> None:
    assert read_date("2099-01-01 00:00", CHINA, NOW) == (NOW, FUTURE)
    assert read_date("今天 12:10", CHINA, NOW) == (NOW + timedelta(minutes=10), "")
    assert read_date("今天 12:11", CHINA, NOW) == (NOW, FUTURE)


def test_before_bitcoin_there_is_no_news() -> None:
    assert read_date("2008-12-31 23:59 +0000", CHINA, NOW) == (None, ANCIENT)
    assert read_date("Thu, 01 Jan 1970 00:00:00 GMT", CHINA, NOW) == (None, ANCIENT)


def test_the_zone_of_the_source_fills_in() -> None:
    assert read_date("2026/01/02 03:04", ZoneInfo("UTC"), NOW)[0] == utc(2026, 1, 2, 3, 4)


moments = st.datetimes(
    min_value=utc(2009, 1, 2).replace(tzinfo=None),
    max_value=utc(2026, 1, 9).replace(tzinfo=None),
    timezones=st.just(UTC),
).map(lambda moment: moment.replace(microsecond=0))
offsets = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
CHINESE = "{0.year}年{0.month}月{0.day}日 {0.hour}:{0.minute:02}:{0.second:02}"


@given(moments, offsets)
def test_what_the_standards_write_comes_back(moment: datetime, offset: timezone) -> None:
    local = moment.astimezone(offset)
    assert read_date(local.isoformat(), CHINA, NOW) == (moment, "")
    assert read_date(format_datetime(local), CHINA, NOW) == (moment, "")


@given(moments)
def test_what_a_chinese_page_writes_comes_back(moment: datetime) -> None:
    local = moment.astimezone(CHINA)
    for form in (CHINESE, "{0:%Y/%m/%d %H:%M:%S}", "{0:%a, %d %b %Y %H:%M:%S} PRC+0800"):
        assert read_date(form.format(local), CHINA, NOW) == (moment, "")


@given(st.text(max_size=60) | st.from_regex(r"[0-9年月日/:.+\- TZ]{1,40}", fullmatch=True))
def test_any_text_gives_a_moment_of_our_time_or_none(raw: str) -> None:
    moment, flag = read_date(raw, CHINA, NOW)
    assert flag in {"", FUTURE, ANCIENT, BAD}
    assert moment is None or utc(2009, 1, 1) <= moment <= NOW + timedelta(minutes=10)


def test_a_zone_in_words_that_nobody_knows_is_the_sources() -> None:
    assert read_date("2026-01-02 03:04 local time", CHINA, NOW)[0] == utc(2026, 1, 1, 19, 4)
    assert read_date("January 2, 2026", CHINA, NOW)[0] == utc(2026, 1, 1, 16)
