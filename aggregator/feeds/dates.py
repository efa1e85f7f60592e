"""A date as a feed writes it, to aware UTC.

feedparser reads 2026年1月2日 as 2026-11-01 and CST as US Central, so its dates are not used:
the raw string is read here, first by the rules of the Chinese press, then by dateutil.
"""

import re
import unicodedata
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from dateutil import parser as dateutil_parser

from aggregator.feeds.zones import NAMED_OFFSETS, offset_of

FUTURE = "future_date"
ANCIENT = "ancient_date"
BAD = "bad_date"

AHEAD = timedelta(minutes=10)
"""How far a clock may run ahead of ours before its dates are clamped."""
GENESIS = datetime(2009, 1, 1, tzinfo=UTC)
"""Nothing in this field happened before the first block (2009-01-03)."""
LONGEST = 80

_CLOCK = (
    r"(?:\s*(?P<half>凌晨|早上|早晨|上午|中午|下午|晚上|晚间|AM|PM)?\s*"
    r"(?P<h>\d{1,2})\s*[:时時点點]\s*(?P<mi>\d{1,2})?\s*[:分]?\s*(?P<s>\d{1,2})?(?:[.,]\d+)?\s*秒?"
    r"\s*(?P<half2>AM|PM)?)"
)
_ZONE = r"\s*(?P<zone>(?:[A-Za-z+\-−(]|北京|中国|台北|香港).*)?"
_DAY = re.compile(
    r"(?:(?P<y>\d{4})\s*[年/.\-]\s*)?(?P<m>\d{1,2})\s*[月/.\-]\s*(?P<d>\d{1,2})\s*[日号號]?"
    r"(?:\s*[(\[]?(?:星期|周|週|礼拜|禮拜)[一二三四五六日天][)\]]?)?"
    rf"(?:\s*[T,]?{_CLOCK})?{_ZONE}",
    re.IGNORECASE,
)
_NAMED_DAY = re.compile(rf"(?P<day>今天|今日|昨天|昨日|前天|前日){_CLOCK}?{_ZONE}", re.IGNORECASE)
_AGO = re.compile(
    r"(?P<n>\d{1,6}|半)\s*个?個?\s*(?P<unit>秒|分|小[时時]|天|日|周|週)[钟鐘]?\s*(?:之?前)"
)
_NOW = re.compile(r"刚刚|剛剛|刚才|剛才|just now", re.IGNORECASE)
_EPOCH = re.compile(r"(?P<n>\d{10})(?:\d{3})?(?:\.\d+)?")
_RFC822 = re.compile(
    r"(?:[a-z]{3,9}\.?,?\s*)?(?P<d>\d{1,2})[\s-](?P<mon>[a-z]{3})[a-z]*\.?[\s-](?P<y>\d{4}|\d{2}),?"
    r"\s+(?P<h>\d{1,2}):(?P<mi>\d{2})(?::(?P<s>\d{2})(?:\.\d+)?)?\s*(?P<zone>.*)",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(  # as JavaScript prints it
    r"(?:[a-z]{3,9}\.?,?\s+)?(?P<mon>[a-z]{3})[a-z]*\.?\s+(?P<d>\d{1,2}),?\s+(?P<y>\d{4}),?"
    r"\s+(?P<h>\d{1,2}):(?P<mi>\d{2})(?::(?P<s>\d{2}))?\s*(?P<half2>AM\b|PM\b)?\s*(?P<zone>.*)",
    re.IGNORECASE,
)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_DAYS_AGO = {"今": 0, "昨": 1, "前": 2}
_UNITS = {"秒": 1, "分": 60, "小": 3600, "天": 86400, "日": 86400, "周": 604800, "週": 604800}
_AFTERNOON = {"下午", "晚上", "晚间", "pm"}


def read_date(raw: str, zone: ZoneInfo, now: datetime) -> tuple[datetime | None, str]:
    """The moment that `raw` names as aware UTC, and the flag of what had to be mended ("" if none).

    `zone` is taken where the string names none; `now` is aware. Later than now + 10 minutes is
    clamped to `now`; before 2009 and unreadable give None.
    """
    text = " ".join(unicodedata.normalize("NFKC", raw).split())[:LONGEST]
    if not text:
        return None, ""
    try:
        moment = _read(text, zone, now)
    except (ValueError, OverflowError):  # 31 February, year 0, an offset out of the calendar
        moment = None
    if moment is None:
        return None, BAD
    if moment < GENESIS:
        return None, ANCIENT
    if moment > now + AHEAD:
        return now, FUTURE
    return moment, ""


def _read(text: str, zone: ZoneInfo, now: datetime) -> datetime | None:
    if _NOW.fullmatch(text):
        return now
    if found := _AGO.fullmatch(text):
        count = 0.5 if found["n"] == "半" else int(found["n"])
        return now - timedelta(seconds=count * _UNITS[found["unit"][0]])
    if found := _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(found["n"]), UTC)
    if found := _NAMED_DAY.fullmatch(text):
        there = now.astimezone(zone) - timedelta(days=_DAYS_AGO[found["day"][0]])
        return _moment(there.year, there.month, there.day, found, zone)
    if found := _DAY.fullmatch(text):
        return _numeric(found, zone, now)
    if found := (_RFC822.fullmatch(text) or _MONTH_FIRST.fullmatch(text)):
        return _rfc822(found, zone)
    return _by_dateutil(text, zone, now)


def _numeric(found: re.Match[str], zone: ZoneInfo, now: datetime) -> datetime | None:
    month, day = int(found["m"]), int(found["d"])
    if found["y"]:
        return _moment(int(found["y"]), month, day, found, zone)
    if found["h"] is None:  # "3-4" alone is not a date
        return None
    this_year = _moment(now.astimezone(zone).year, month, day, found, zone)
    if this_year is not None and this_year > now + timedelta(days=1):  # December, read in January
        return _moment(now.astimezone(zone).year - 1, month, day, found, zone)
    return this_year


def _rfc822(found: re.Match[str], zone: ZoneInfo) -> datetime | None:
    if found["mon"].lower() not in _MONTHS:
        return None
    year = int(found["y"])
    if len(found["y"]) == 2:  # RFC 2822, 4.3
        year += 2000 if year < 50 else 1900
    return _moment(year, _MONTHS.index(found["mon"].lower()) + 1, int(found["d"]), found, zone)


def _moment(
    year: int, month: int, day: int, found: re.Match[str], zone: ZoneInfo
) -> datetime | None:
    """The named day with the clock of `found`; None when its zone is nonsense."""
    named: tzinfo | None = offset_of(found["zone"] or "", zone)
    if named is None:
        return None
    groups = found.groupdict()
    hour, minute, second = (int(groups[part] or 0) for part in ("h", "mi", "s"))
    half = (groups.get("half") or groups.get("half2") or "").lower()
    if half in _AFTERNOON and hour < 12:
        hour += 12
    elif half in {"am", "凌晨"} and hour == 12:
        hour = 0
    next_day = hour == 24 and minute == 0
    moment = datetime(
        year, month, day, 0 if next_day else hour, minute, min(second, 59), tzinfo=named
    )
    return (moment + timedelta(days=next_day)).astimezone(UTC)


def _by_dateutil(text: str, zone: ZoneInfo, now: datetime) -> datetime | None:
    if not re.search(r"(?<!\d)(?:19|20)\d\d", text):  # it would invent the year
        return None
    first = datetime(now.year, 1, 1)  # noqa: DTZ001 - the zone is given below
    moment = dateutil_parser.parse(text, default=first, tzinfos=NAMED_OFFSETS)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    return moment.astimezone(UTC)
