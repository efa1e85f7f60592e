"""Articles under the day they belong to, and times as Chinese readers write them.

Everything is said in the zone of the pages (Django's current one). Pure but for that zone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from itertools import groupby

from django.utils import timezone

from aggregator.site.lists.item import Item

WEEKDAYS = "一二三四五六日"
_UNITS = ((1440, "天"), (60, "小时"), (1, "分钟"))


@dataclass(frozen=True, slots=True)
class Hour:
    """An hour's items. at: its start; continued: the page before has shown a part of it."""

    at: datetime
    items: tuple[Item, ...]
    continued: bool


@dataclass(frozen=True, slots=True)
class Day:
    """A day's hours, newest first. continued: the page before has shown a part of this day."""

    date: date
    title: str
    hours: tuple[Hour, ...]
    continued: bool


def grouped(items: Sequence[Item], now: datetime, after: datetime | None = None) -> tuple[Day, ...]:
    """The items by day and hour, in the order given. `after` is where the page before ended."""
    zone = timezone.get_current_timezone()
    last = _hour(after, zone) if after else None
    hours = [
        Hour(hour, tuple(rows), continued=hour == last)
        for hour, rows in groupby(items, key=lambda item: _hour(item.article.sorted_at, zone))
    ]
    return tuple(
        Day(
            day,
            day_title(day, _day(now)),
            tuple(rows),
            continued=last is not None and day == last.date(),
        )
        for day, rows in groupby(hours, key=lambda hour: hour.at.date())
    )


def day_title(day: date, today: date) -> str:
    """ "今天，3月25日 星期三"; without the first word for other days, with the year for other years."""
    text = f"{day.month}月{day.day}日 星期{WEEKDAYS[day.weekday()]}"
    if day.year != today.year:
        text = f"{day.year}年{text}"
    near = {today: "今天", today - timedelta(days=1): "昨天"}.get(day)
    return f"{near}，{text}" if near else text


def moment_text(moment: datetime, now: datetime) -> str:
    """ "今天 20:41", "昨天 20:41", "3月25日 20:41", "2025年3月25日 20:41"."""
    local, today = timezone.localtime(moment), _day(now)
    clock = f"{local:%H:%M}"
    if local.date() == today:
        return f"今天 {clock}"
    if local.date() == today - timedelta(days=1):
        return f"昨天 {clock}"
    year = "" if local.year == today.year else f"{local.year}年"
    return f"{year}{local.month}月{local.day}日 {clock}"


def lag_text(lag: timedelta) -> str:
    """ "+2 分钟", "+3 小时", "+1 天"; "同时" below a minute."""
    minutes = int(lag.total_seconds()) // 60
    for size, unit in _UNITS:
        if minutes >= size:
            return f"+{minutes // size} {unit}"
    return "同时"


def span_text(span: timedelta) -> str:
    """ "26 分钟", "3 小时 5 分钟", "2 天 4 小时"; "不到 1 分钟"."""
    left = round(span.total_seconds() / 60)
    parts: list[str] = []
    for size, unit in _UNITS:
        if left >= size:
            parts.append(f"{left // size} {unit}")
            left %= size
    return " ".join(parts[:2]) or "不到 1 分钟"


def date_text(day: date, now: datetime) -> str:
    """ "3月25日"; with the year for other years."""
    year = "" if day.year == _day(now).year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日"


def _hour(moment: datetime, zone: tzinfo) -> datetime:
    return moment.astimezone(zone).replace(minute=0, second=0, microsecond=0)


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
