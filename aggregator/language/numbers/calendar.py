"""Words for days: 2026年3月25日, 3 月 25 日, 昨日, 上周四, 去年 10 月."""

import re
from datetime import date, datetime, timedelta

DAY = re.compile(
    r"""(?<![\d.])(?P<year>(?:19|20)\d\d)[ ]?年[ ]?(?P<month>\d{1,2})[ ]?月(?:份|[ ]?(?P<day>\d{1,2})[ ]?[日号])?
    |(?<![\d./-])(?P<iso>(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2})(?![\d./-])
    |(?:(?P<shift>去年|今年|明年)[ ]?)?(?<![\d.])(?P<m>\d{1,2})[ ]?月[ ]?(?P<d>\d{1,2})[ ]?[日号]
    |(?<![\d./-])(?P<short>\d{1,2}-\d{1,2})(?=[ ]\d{1,2}:\d\d)
    |(?P<relative>(?P<near>前[日天]|昨[日天晚夜]|今[日天晚夜晨早]|明[日天晚早晨]|后天)
        |(?P<week>上上|[上本这下])?(?:周|星期)(?P<weekday>[一二三四五六日天])(?![年期期])
        |(?P<whole>[上本这下]周)(?![末转刊边]))
    """,
    re.VERBOSE,
)
_NEAR = {"前": -2, "昨": -1, "今": 0, "明": 1, "后": 2}
_WEEKS = {"上上": -2, "上": -1, "本": 0, "这": 0, "下": 1}
_SHIFTS = {"去年": -1, "今年": 0, "明年": 1}


def day_of(match: re.Match[str], here: datetime) -> tuple[bool, date | None]:
    """Whether the calendar has such a day, and the day; None for a whole week or month.

    `here` is the time of writing in the reader's zone.
    """
    today = here.date()
    try:
        if match["near"]:
            return True, today + timedelta(days=_NEAR[match["near"][0]])
        if match["weekday"]:
            return True, _weekday(match, today)
        if match["whole"]:
            return True, None
        if match["year"]:
            day = date(int(match["year"]), int(match["month"]), int(match["day"] or 1))
            return True, day if match["day"] else None
        if match["iso"]:
            year, month, number = (int(part) for part in re.split(r"[-/.]", match["iso"]))
            return True, date(year, month, number)
        if match["short"]:
            month, number = (int(part) for part in match["short"].split("-"))
            return True, _nearest_year(month, number, today)
        if match["shift"]:
            shifted = today.year + _SHIFTS[match["shift"]]
            return True, date(shifted, int(match["m"]), int(match["d"]))
        return True, _nearest_year(int(match["m"]), int(match["d"]), today)
    except (ValueError, OverflowError):
        return False, None  # 2 月 30 日


def _nearest_year(month: int, number: int, today: date) -> date:
    """A day without a year is the one nearest to today; 2 月 29 日 looks four years around."""
    days: list[date] = []
    for year in range(today.year - 4, today.year + 5):
        try:
            days.append(date(year, month, number))
        except ValueError:
            continue  # no 29 February in that year
    return min(days, key=lambda day: abs(day - today))


def _weekday(match: re.Match[str], today: date) -> date:
    number = "一二三四五六日".index(match["weekday"].replace("天", "日"))
    monday = today - timedelta(days=today.weekday())
    if match["week"]:
        return monday + timedelta(days=7 * _WEEKS[match["week"]] + number)
    day = monday + timedelta(days=number)
    ahead = re.search(r"[将拟]|定于|计划", match.string[max(0, match.start() - 8) : match.start()])
    if day > today and not ahead:
        return day - timedelta(days=7)
    return day + timedelta(days=7) if day < today and ahead else day
