"""Moments: the days and times a text names, worked out from when it was written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from aggregator.language.folding import folding
from aggregator.language.numbers.calendar import DAY, day_of
from aggregator.language.numbers.numerals import han_number

SHANGHAI = ZoneInfo("Asia/Shanghai")
_ZONES: dict[str, tzinfo] = {
    "北京": SHANGHAI,
    "香港": ZoneInfo("Asia/Hong_Kong"),
    "美东": ZoneInfo("America/New_York"),
    "纽约": ZoneInfo("America/New_York"),
    "美国东部": ZoneInfo("America/New_York"),
    "东京": ZoneInfo("Asia/Tokyo"),
    "日本": ZoneInfo("Asia/Tokyo"),
    "韩国": ZoneInfo("Asia/Seoul"),
    "首尔": ZoneInfo("Asia/Seoul"),
    "伦敦": ZoneInfo("Europe/London"),
}
_NAMED = "|".join(_ZONES)
_ZONE_BEFORE = re.compile(rf"({_NAMED})时间[ ]?(?:为|的|,)?[ ]?$")
_ZONE_AFTER = re.compile(
    rf"[ ]?\(?(?:(?P<named>{_NAMED})时间|(?:utc|gmt)(?:[ ]?(?P<sign>[+-])[ ]?(?P<hours>\d{{1,2}}))?"
    r"(?![a-z0-9]))\)?"
)
_CLOCK = re.compile(
    r"(?<![\d:.])(?<!\d,)(?P<part>凌晨|清晨|早上|早间|上午|中午|午间|下午|傍晚|晚上|晚间|晚|夜间|深夜)?(?(part)[ ]?)"
    r"(?P<hour>[01]?\d|2[0-4])"
    r"(?::(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?!\d)"
    r"|[ ]?[时点](?!间|评|差|击|位|名|燃|数)(?:(?P<half>半)|[ ]?(?P<spoken>[0-5]?\d)[ ]?分)?"
    r"(?<!\d点(?=[ ]?\d))整?)"
)
_AFTERNOON = frozenset({"下午", "傍晚", "晚上", "晚间", "晚", "夜间", "深夜"})
_AGO = re.compile(
    r"(?P<count>\d{1,4}(?:\.\d)?|[一二两三四五六七八九十]{1,3}|半)[ ]?(?:多)?[ ]?个?(?P<half>半)?[ ]?"
    r"(?P<unit>分钟|小时|天|周|星期|月)(?P<way>之?前|之?后|以前|以后)"
)
_UNITS = {
    "分钟": timedelta(minutes=1),
    "小时": timedelta(hours=1),
    "天": timedelta(days=1),
    "周": timedelta(days=7),
    "星期": timedelta(days=7),
}
_GLUE = re.compile(r"(?:[ ]?(?:的|于|在|,|\([^()]{1,6}\)|(?:[^\s,。;()]{2,4})时间)?[ ]?)")
# A bare clock that would be further ahead than this was yesterday's.
_AHEAD = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Moment:
    """`text == original[start:end]`, a day or time that the text names.

    `day` is the day in Shanghai, None where only a week or month is named; `time` is the aware
    moment in Shanghai where a clock is given. `relative`: the words need the time of writing
    (昨日, 2 小时前, a bare 17:43), where 3 月 25 日 only needs its year.
    """

    start: int
    end: int
    text: str
    day: date | None
    time: datetime | None
    relative: bool


@dataclass(frozen=True, slots=True)
class _Part:
    start: int
    end: int
    day: date | None
    relative: bool
    evening: bool = False


def moments(text: str, at: datetime) -> list[Moment]:
    """Days and times in reading order, none overlapping, for a text written at `at`.

    Words without a zone mean Shanghai's. Dates that no calendar has are left out. Raises
    ValueError for an `at` without a zone.
    """
    if at.tzinfo is None:
        raise ValueError("moments needs an aware time; give `at` a zone")
    here = at.astimezone(SHANGHAI)
    folded = folding(text)
    found: list[Moment] = []
    done = 0
    for start, end, day, moment, relative in sorted(_all(folded.text, here), key=_longest_first):
        if start >= done:
            first, last = folded.span(start, end)
            found.append(Moment(first, last, text[first:last], day, moment, relative))
            done = end
    return found


_Raw = tuple[int, int, date | None, datetime | None, bool]


def _longest_first(raw: _Raw) -> tuple[int, int]:
    return raw[0], -raw[1]


def _all(words: str, here: datetime) -> Iterator[_Raw]:
    taken: set[int] = set()
    for match in DAY.finditer(words):
        known, day = day_of(match, here)
        if not known:
            continue
        part = _Part(match.start(), match.end(), day, match["relative"] is not None)
        glue = _GLUE.match(words, part.end)
        clock = _CLOCK.match(words, glue.end() if glue else part.end)
        if clock and day:
            taken.add(clock.start("hour"))
            evening = match.group()[-1] in "晚夜"
            yield _timed(words, clock, here, _Part(part.start, 0, day, part.relative, evening))
        else:
            yield part.start, part.end, day, None, part.relative
    for clock in _CLOCK.finditer(words):
        if clock.start("hour") not in taken and _tells_time(clock):
            yield _timed(words, clock, here, None)
    for ago in _AGO.finditer(words):
        if raw := _ago(ago, here):
            yield raw


def _tells_time(clock: re.Match[str]) -> bool:
    """A bare 3 点 may be points of an index."""
    said = clock["part"] or clock["minute"] or clock["half"] or clock["spoken"]
    return bool(said) or "时" in clock.group()


def _timed(words: str, clock: re.Match[str], here: datetime, part: _Part | None) -> _Raw:
    start = part.start if part else clock.start()
    zone, end, opens = _zone(words, start, clock)
    hour = int(clock["hour"])
    minute = 30 if clock["half"] else int(clock["minute"] or clock["spoken"] or 0)
    if hour < 12 and (clock["part"] in _AFTERNOON or (part and part.evening)):
        hour += 12
    given = part.day if part and part.day else here.astimezone(zone).date()
    second = int(clock["second"] or 0)
    moment = datetime.combine(given, time(hour % 24, minute, second), zone)
    moment += timedelta(days=hour // 24)
    if part is None and moment - here > _AHEAD:
        moment -= timedelta(days=1)
    local = moment.astimezone(SHANGHAI)
    return min(start, opens), end, local.date(), local, part is None or part.relative


def _zone(words: str, start: int, clock: re.Match[str]) -> tuple[tzinfo, int, int]:
    """The zone named beside a time, where the whole ends, and where it begins."""
    if after := _ZONE_AFTER.match(words, clock.end()):
        if after["named"]:
            return _ZONES[after["named"]], after.end(), start
        hours = int(after["hours"] or 0) * (-1 if after["sign"] == "-" else 1)
        if -12 <= hours <= 14:
            return timezone(timedelta(hours=hours)), after.end(), start
    for place in (start, clock.start()):
        if before := _ZONE_BEFORE.search(words, max(0, place - 9), place):
            return _ZONES[before[1]], clock.end(), before.start()
    return SHANGHAI, clock.end(), start


def _ago(match: re.Match[str], here: datetime) -> _Raw | None:
    """2 小时前: a time; 3 天前: a day; months are too loose for either."""
    unit = _UNITS.get(match["unit"])
    if unit is None:
        return match.start(), match.end(), None, None, True
    word = match["count"]
    count = 0.5 if word == "半" else float(word) if word[0].isdigit() else han_number(word)
    if count is None:
        return None
    span = unit * (count + (0.5 if match["half"] else 0))
    moment = here - span if "前" in match["way"] else here + span
    exact = unit < timedelta(days=1)
    return match.start(), match.end(), moment.date(), moment if exact else None, True
