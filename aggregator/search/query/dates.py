"""Days and stretches of days as readers write them. Pure; all days are the site's."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import MINYEAR, date, timedelta

_YMD = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})|(\d{4})年(\d{1,2})月(\d{1,2})[日号]?")
_COMPACT = re.compile(r"(20\d\d)(\d\d)(\d\d)")
_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})|(\d{4})年(\d{1,2})月")
_YEAR = re.compile(r"(\d{4})年?")
_MD = re.compile(r"(\d{1,2})月(\d{1,2})[日号]")
_SHORT_MD = re.compile(r"(\d{1,2})[-/](\d{1,2})")
_LONE_MONTH = re.compile(r"(\d{1,2})月")
_RECENT = re.compile(
    r"(?:最近|近|过去)(\d{1,4}|[半一两二三四五六七八九十]{1,3})个?(小时|h|天|日|周|星期|礼拜|月|年)"
)
_AGO = re.compile(r"(\d{1,4}|[半一两二三四五六七八九十]{1,3})个?(天|日|周|星期|月|年)前")
_DIGITS = {char: number for number, char in enumerate("零一二三四五六七八九")} | {"两": 2}
_DAYS = {"天": 1, "日": 1, "周": 7, "星期": 7, "礼拜": 7}
_UNITS = {"h": "小时", "日": "天", "月": "个月", "星期": "周", "礼拜": "周"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days from `first` to `last`, both included; None: no end on that side.

    `label` is its name where it has one: 近 7 天, 上月.
    """

    first: date | None
    last: date | None
    label: str = ""


def stretch(text: str, today: date) -> Stretch | None:
    """A day, a month, a year or a stretch that ends today; None for any other (folded) text.

    3月1日 is the latest such day that is not after today; a month without a year likewise.
    """
    return named(text, today) or written(text, today)


def named(text: str, today: date) -> Stretch | None:
    """What is told from today: 今天, 上月, 近7天, 近三个月."""
    if text in _NAMED:
        label, make = _NAMED[text]
        first, last = make(today)
        return Stretch(first, last, label)
    recent = _RECENT.fullmatch(text)
    if not recent:
        return None
    amount, unit = recent.groups()
    first_day = _back(today, amount, unit)
    label = f"近 {amount} {_UNITS.get(unit, unit)}" if amount.isdigit() else _said(amount, unit)
    return Stretch(first_day, None, label) if first_day else None


def day(text: str, today: date) -> date | None:
    """A whole date as it stands among words: 2026-03-01, 2026年3月1日, 3月1日."""
    full = _YMD.fullmatch(text)
    if full:
        return _date(*(int(part) for part in full.group(1, 3, 4) if part)) or _date(
            *(int(part) for part in full.group(5, 6, 7) if part)
        )
    short = _MD.fullmatch(text)
    return _latest(int(short[1]), int(short[2]), today) if short else None


def written(text: str, today: date) -> Stretch | None:
    """What the calendar names, as the value of a field: also 20260301, 3-1, 2026-03, 2026年."""
    one = day(text, today)
    compact = _COMPACT.fullmatch(text)
    if compact:
        one = _date(*(int(part) for part in compact.groups()))
    short = _SHORT_MD.fullmatch(text)
    if short:
        one = _latest(int(short[1]), int(short[2]), today)
    ago = _AGO.fullmatch(text)
    if ago:
        one = _back(today, *ago.groups())
    if one:
        return Stretch(one, one)
    month = _MONTH.fullmatch(text)
    if month:
        return _month(*(int(part) for part in month.groups() if part))
    lone = _LONE_MONTH.fullmatch(text)
    if lone and 1 <= int(lone[1]) <= 12:
        return _month(today.year - (int(lone[1]) > today.month), int(lone[1]))
    year = _YEAR.fullmatch(text)
    if year and int(year[1]) >= MINYEAR:
        return Stretch(date(int(year[1]), 1, 1), date(int(year[1]), 12, 31))
    return None


def _date(*parts: int) -> date | None:
    if len(parts) != 3:
        return None
    try:
        return date(*parts)
    except ValueError:
        return None  # 2026-02-30: no such day, so no date


def _latest(month: int, of_month: int, today: date) -> date | None:
    """The latest such day not after today; 2月29日 may lie up to eight years back."""
    days = (_date(today.year - back, month, of_month) for back in range(9) if today.year > back)
    return next((one for one in days if one and one <= today), None)


def _month(year: int, month: int) -> Stretch | None:
    first = _date(year, month, 1)
    if first is None:
        return None
    return Stretch(first, first.replace(day=calendar.monthrange(year, month)[1]))


def _number(text: str) -> float:
    if text.isdigit():
        return int(text)
    if text == "半":
        return 0.5
    tens, ten, ones = text.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)


def _back(today: date, amount: str, unit: str) -> date | None:
    number = _number(amount)
    if number <= 0:
        return None
    days: float
    if unit in ("小时", "h"):
        days = number / 24
    elif unit in _DAYS:
        days = number * _DAYS[unit]
    elif (amount, unit) == ("半", "月"):
        days = 15
    else:
        return _months_back(today, round(number * (12 if unit == "年" else 1)))
    try:
        return today - timedelta(days=max(round(days), 1))
    except OverflowError:
        return date.min


def _months_back(today: date, months: int) -> date:
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    if year < MINYEAR:
        return date.min
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(today.day, last))


def _said(amount: str, unit: str) -> str:
    """近一周, 近三个月, 近半年: Chinese numerals want no spaces."""
    return f"近{amount}{_UNITS.get(unit, unit)}"


def _of_month(months: int) -> Callable[[date], tuple[date, date]]:
    def days(today: date) -> tuple[date, date]:
        first = _months_back(today.replace(day=1), months)
        return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])

    return days


def _of_week(weeks: int) -> Callable[[date], tuple[date, date]]:
    def days(today: date) -> tuple[date, date]:
        monday = _safely(today, today.weekday() + 7 * weeks)
        return monday, _safely(monday, -6)

    return days


def _of_day(back: int) -> Callable[[date], tuple[date, date]]:
    return lambda today: (_safely(today, back), _safely(today, back))


def _of_year(back: int) -> Callable[[date], tuple[date, date]]:
    def days(today: date) -> tuple[date, date]:
        year = max(today.year - back, MINYEAR)
        return date(year, 1, 1), date(year, 12, 31)

    return days


def _safely(today: date, back: int) -> date:
    try:
        return today - timedelta(days=back)
    except OverflowError:
        return today


_NAMED: dict[str, tuple[str, Callable[[date], tuple[date, date]]]] = {
    **dict.fromkeys(("今天", "今日"), ("今天", _of_day(0))),
    **dict.fromkeys(("昨天", "昨日"), ("昨天", _of_day(1))),
    "前天": ("前天", _of_day(2)),
    **dict.fromkeys(("本周", "这周", "本星期"), ("本周", _of_week(0))),
    **dict.fromkeys(("上周", "上星期"), ("上周", _of_week(1))),
    **dict.fromkeys(("本月", "这个月", "当月"), ("本月", _of_month(0))),
    **dict.fromkeys(("上月", "上个月"), ("上月", _of_month(1))),
    "今年": ("今年", _of_year(0)),
    "去年": ("去年", _of_year(1)),
}
