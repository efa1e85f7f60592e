"""The figures of a series as charts over days, and the newest of each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils import dateformat
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from aggregator.market.history import Point
from aggregator.site.charts import bars, line
from aggregator.site.charts.bars import Column
from aggregator.site.charts.drawing import Drawing, Frame
from aggregator.site.charts.line import Window
from aggregator.site.charts.spark import spark
from aggregator.site.chips import dollars, number
from aggregator.site.counts_chart import day_window, midnight
from aggregator.site.kept import kept
from aggregator.site.series import levels as level_texts
from aggregator.site.series_levels import (
    DAYS,
    FORMS,
    Form,
    Level,
    Row,
    by_key,
    key_name,
    key_unit,
    rows,
)  # fmt: skip

WIDE = Frame(width=760, height=240, gutter=64, top=16, foot=28)
NARROW = Frame(width=360, height=200, gutter=52, top=14, foot=28)
SPARK = Frame(width=104, height=24, top=2, foot=2)
_LEAST = 2  # days that make a chart
_GAP = timedelta(days=4)  # ETFs rest over a weekend and a holiday
_SIZES = ((1e12, "万亿"), (1e8, "亿"), (1e4, "万"))
_ENGLISH_SIZES = ((1e9, "billion "), (1e6, "million "), (1e3, "thousand "))


@dataclass(frozen=True, slots=True)
class LevelChart:
    """One figure of a series over days. unit: of the scale, "亿美元"; last_text: the newest.
    largest: whether the largest of a day stands for it, else the one that most outlets told."""

    name: str
    unit: str
    last_text: str
    last_day: date
    way: str
    wide: Drawing
    narrow: Drawing
    count: int
    largest: bool


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest figure of a series and its last month as a small line."""

    name: str
    text: str
    way: str
    trace: str


@dataclass(frozen=True, slots=True)
class Measure:
    """size: by what the figures of a scale are divided; unit: as `key_unit` gives it."""

    size: float
    unit: str


def level_charts(slug: str, now: datetime) -> tuple[LevelChart, ...]:
    """The charts of a series, none for one that measures nothing; one query, kept."""
    form = FORMS.get(slug)
    if form is None:
        return ()
    entries = kept(f"levels:{slug}", 120, lambda: rows(slug, now))
    found = by_key(entries, form)
    return tuple(
        _chart(key, levels, form, now) for key, levels in found.items() if len(levels) >= _LEAST
    )


def newest(now: datetime) -> dict[str, Newest]:
    """The newest figure of each series that gave one; one query, kept."""
    entries = kept("levels", 120, lambda: rows(None, now))
    by_slug: dict[str, list[Row]] = {}
    for entry in entries:
        by_slug.setdefault(entry.slug, []).append(entry)
    found = {slug: _newest(slug, told) for slug, told in by_slug.items()}
    return {slug: one for slug, one in found.items() if one}


def value_text(value: float, unit: str, *, signed: bool = False) -> str:
    """A figure in words: "8,620 万美元", "41", "−0.0042%"."""
    exact = Decimal(repr(value))
    size = abs(exact) if signed else exact
    match unit:
        case "usd":
            text = dollars(size)
        case "coin":
            text = _("%(number)s 枚") % {"number": number(size)}
        case "%":
            text = f"{number(size)}%"
        case _:
            text = number(size)
    sign = ("+" if value > 0 else "−" if value < 0 else "") if signed else ""
    return f"{sign}{text}".replace("-", "−")


def _chart(key: str, levels: Sequence[Level], form: Form, now: datetime) -> LevelChart:
    unit = key_unit(key)
    size, word = _scale(levels, unit)
    days, slots = day_window(levels[0].day, DAYS, now)
    window = replace(days, gap=_GAP)
    wide, narrow = (
        _draw(levels, Measure(size, unit), form, (window, slots), frame) for frame in (WIDE, NARROW)
    )
    last = levels[-1]
    return LevelChart(
        name=key_name(key),
        unit=word,
        last_text=value_text(last.value, unit, signed=form.signed),
        last_day=last.day,
        way=_way(last.value) if form.signed else "",
        wide=wide,
        narrow=narrow,
        count=len(levels),
        largest=form.largest,
    )


def _draw(
    levels: Sequence[Level], measure: Measure, form: Form, days: tuple[Window, int], frame: Frame
) -> Drawing:
    window, slots = days
    shown = [level for level in levels if midnight(level.day) >= window.start]
    if not form.bars:
        noon = timedelta(hours=12)
        points = [Point(midnight(level.day) + noon, level.value / measure.size) for level in shown]
        return line.draw(points, window, frame)
    columns = [
        Column(
            midnight(level.day),
            level.value / measure.size,
            f"{_day(level.day)} {value_text(level.value, measure.unit, signed=form.signed)}",
        )
        for level in shown
    ]
    return bars.draw(columns, window, slots, frame, signed=form.signed)


def _newest(slug: str, told: Sequence[Row]) -> Newest | None:
    """What measures the same every time as a figure with its past, else the last one in words."""
    form = FORMS.get(slug)
    keys = by_key(told, form) if form else {}
    if form is None or not keys:
        words = level_texts(told[-1].level)
        return Newest("", words[0], "", "") if words else None
    key, levels = next(iter(keys.items()))
    last = levels[-1]
    points = [Point(midnight(level.day), level.value) for level in levels]
    return Newest(
        name=key_name(key),
        text=value_text(last.value, key_unit(key), signed=form.signed),
        way=_way(last.value) if form.signed else "",
        trace=spark(points, _GAP, SPARK),
    )


def _scale(levels: Sequence[Level], unit: str) -> tuple[float, str]:
    """By what the figures of a scale are divided, and its unit in words."""
    if unit not in {"usd", "coin"}:
        return 1.0, "%" if unit == "%" else ""
    largest = max(abs(level.value) for level in levels)
    sizes = _ENGLISH_SIZES if get_language() == "en" else _SIZES
    size, word = next(((s, w) for s, w in sizes if largest >= s), (1.0, ""))
    return size, f"{word}{_('美元') if unit == 'usd' else _('枚')}"


def _way(value: float) -> str:
    return "down" if value < 0 else "up" if value > 0 else "flat"


def _day(day: date) -> str:
    return dateformat.format(day, _("n月j日"))
