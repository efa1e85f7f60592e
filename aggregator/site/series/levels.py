"""What the entries of a series measured, as lines and bars over days. Pure but for the rows."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from aggregator.stories.models import Story

DAYS = 30
KEYS = 3  # as many charts on a page
_MOST = 4_000


@dataclass(frozen=True, slots=True)
class Form:
    """How a series is drawn. endings: of the keys of its figures that are drawn. bars: by day, up
    and down; else a line. signed: whether its figures have a direction. largest: whether the largest
    figure of a day stands for it, else the one that most outlets told."""

    endings: tuple[str, ...]
    bars: bool = False
    signed: bool = False
    largest: bool = False


# Series whose figures measure the same thing every time; the others are lists of single events.
FORMS = {
    "etf-flows": Form(("日 usd", "日 coin", "周 usd"), bars=True, signed=True),
    "liquidations": Form(("h",), bars=True, largest=True),
    "fear-greed": Form(("score",)),
    "altseason": Form(("score",)),
    "funding-rate": Form(("%",)),
    "open-interest": Form(("%",)),
    "premium-index": Form(("%",)),
    "difficulty": Form(("%",)),
    "odds": Form(("%",)),
    "whale-positions": Form(("usd",)),
    "stablecoin-supply": Form(("usd", "usdt", "usdc"), bars=True, signed=True),
}


class Row(NamedTuple):
    """An entry as the database has it."""

    slug: str
    level: str
    day: date | None
    at: datetime
    outlets: int


@dataclass(frozen=True, slots=True)
class Level:
    """A figure of a day, by the entry that most outlets told."""

    day: date
    value: float


def rows(slug: str | None, now: datetime) -> list[Row]:
    """The entries with a figure, of one series or of all, of the last 30 days, the earliest
    first; one query."""
    series = Story.objects.filter(series_slug=slug) if slug else Story.objects.all()
    found = (
        series.filter(
            started_at__gt=now - timedelta(days=DAYS),
            started_at__lte=now,
            report_count__gt=0,
        )
        .exclude(series_level="")
        .exclude(series_slug="")
        .order_by("-started_at")
        .values_list("series_slug", "series_level", "series_day", "started_at", "outlet_count")
    )
    return [Row(*row) for row in reversed(found[:_MOST])]


def by_key(entries: Iterable[Row], form: Form) -> dict[str, tuple[Level, ...]]:
    """The figures of one series by what they measure, a figure a day; the keys with most days
    first, at most `KEYS`."""
    told: dict[str, dict[date, tuple[int, float]]] = defaultdict(dict)
    for entry in entries:
        day = entry.day or timezone.localtime(entry.at).date()
        for key, value in _figures(entry.level):
            if not key.endswith(form.endings):
                continue
            known = told[key].get(day)
            if known is None or _counts_more(entry.outlets, value, known, form):
                told[key][day] = entry.outlets, value
    busiest = sorted(told, key=lambda key: (-len(told[key]), key))[:KEYS]
    return {
        key: tuple(Level(day, value) for day, (_, value) in sorted(told[key].items()))
        for key in busiest
    }


def key_name(key: str) -> str:
    """What a key measures, in words: "BTC 日 usd" -> "BTC 单日净流入"; "" for the series itself."""
    who, _sep, what = key.rpartition(" ")
    if who.endswith(("日", "周")) and what in {"usd", "coin"}:
        asset = who[:-1].strip()
        span = _("单日净流入") if who.endswith("日") else _("单周净流入")
        return f"{asset} {span}".strip()
    if what.endswith("h"):
        hours = what[:-1]
        return _("%(hours)s 小时爆仓") % {"hours": hours} if hours else _("单次播报")
    return who


def key_unit(key: str) -> str:
    """Which unit the figures of a key have: "usd", "coin", "%", or "" for a plain number."""
    what = key.rpartition(" ")[2]
    if what.endswith("h"):
        return "usd"
    return what if what in {"usd", "coin", "%"} else ""


def _counts_more(outlets: int, value: float, known: tuple[int, float], form: Form) -> bool:
    """Whether an entry rather than the one known stands for its day."""
    return value > known[1] if form.largest else outlets >= known[0]


def _figures(level: str) -> Iterable[tuple[str, float]]:
    for pair in level.split(";"):
        key, _sep, printed = pair.rpartition("=")
        try:
            yield key, float(printed.partition("~")[0])
        except ValueError:  # cut off by the column's width
            continue
