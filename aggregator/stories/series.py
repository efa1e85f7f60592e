"""Series: reports that come again and again with other figures.

Two reports of one series tell of one event only when they speak of the same day and agree in
every figure that both give. `Series.level` holds those figures as `key=value` pairs, so that a
headline about two assets can be held against a headline about one of them.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from aggregator.stories.amounts import Amount
from aggregator.stories.kinds import KINDS
from aggregator.stories.levels import Levels, assets

BEIJING = timezone(timedelta(hours=8))
_YESTERDAY = re.compile(r"昨日|昨天|单日|前一交易日")


@dataclass(frozen=True, slots=True)
class Series:
    """A report's place in a series.

    `day` is the day in Asia/Shanghai that the figures speak of; None when the series is not
    counted by day. `level` is `key=value~step` pairs joined by `;` (`step` is the size of the last
    printed place), "" when no figure was read; `subject` names the assets measured, in capitals,
    joined by `、`.
    """

    slug: str
    name: str
    level: str
    day: date | None
    subject: str

    def levels(self) -> Levels:
        """The figures of `level` by their keys."""
        pairs = (pair.rpartition("=") for pair in self.level.split(";") if pair)
        return {key: _read(value) for key, _, value in pairs}


def _read(printed: str) -> Amount:
    value, _, step = printed.partition("~")
    return Amount(float(value), float(step), "")


def read_series(text: str, at: datetime) -> Series | None:
    """The series of a headline (see `headline.headline`); None for a report of its own.

    `at` is aware: the time of the report, which says what day "昨日" is.
    """
    kind = next((one for one in KINDS if one.pattern.search(text)), None)
    if kind is None:
        return None
    figures = kind.read(text)
    level = ";".join(
        f"{key}={one.value:.10g}~{one.step:.3g}" for key, one in sorted(figures.items())
    )
    day = None
    if "undated" not in kind.traits:
        back = timedelta(days=1 if _YESTERDAY.search(text) else 0)
        day = (at.astimezone(BEIJING) - back).date()
    return Series(kind.slug, kind.name, level, day, "、".join(assets(text)[:4]))


def all_series() -> tuple[tuple[str, str, str], ...]:
    """Slug, name and description of every series, in the order they are tried."""
    return tuple((kind.slug, kind.name, kind.description) for kind in KINDS)
