"""The figures of a series, taken apart for programs. Pure."""

from typing import Literal

from aggregator.api.schemas.series import Level

_PERIODS: dict[str, Literal["day", "week"]] = {"日": "day", "周": "week"}


def levels(level: str) -> list[Level]:
    """ "BTC 日 usd=-1250000~1000" -> one `Level`; see `aggregator.stories.series.Series`."""
    return [_level(*pair.rpartition("=")[::2]) for pair in level.split(";") if "=" in pair]


def _level(key: str, printed: str) -> Level:
    who, _, measure = key.rpartition(" ")
    subject, _, last = who.rpartition(" ")
    period = _PERIODS.get(last)
    value, _, step = printed.partition("~")
    return Level(
        subject=(subject if period else who) or None,
        period=period,
        measure=measure,
        value=float(value),
        step=float(step) if step else None,
    )
