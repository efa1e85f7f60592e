"""Two reports of series held against each other: the same figure of the same day, or not."""

from datetime import datetime, timedelta

from aggregator.stories.amounts import Amount
from aggregator.stories.kinds import BY_SLUG
from aggregator.stories.levels import Levels
from aggregator.stories.series import Series

_NEAR_MIDNIGHT = timedelta(hours=4)
_SAME_CROSSING = timedelta(hours=5)
_SAME_FIGURE = timedelta(hours=6)


def differs(a: Series, a_at: datetime, b: Series, b_at: datetime, one_outlet: bool) -> str:
    """Why two reports of one series are not one event, in words; "" when nothing says so.

    `one_outlet`: an outlet that prints another figure prints another event.
    """
    traits = _traits(a)
    mine, other = a.levels(), b.levels()
    gap = abs(a_at - b_at)
    shared = [(key, twin) for key in sorted(mine) if (twin := _twin(key, other)) is not None]
    exact = one_outlet and "counted" in traits
    loose = gap <= _NEAR_MIDNIGHT and "scale" not in traits
    if not all(_equal(mine[key], other[twin], exact, loose) for key, twin in shared):
        return f"同属「{a.name}」，但数值不同"
    if mine and other and not shared:
        return f"同属「{a.name}」，但对象或方向不同"
    if "crossing" in traits and gap > _SAME_CROSSING:
        return f"同属「{a.name}」，但不是同一次"
    if a.day != b.day and not (shared and gap <= _NEAR_MIDNIGHT):
        return f"同属「{a.name}」，但不是同一天"
    return ""


def apart(a: Series, b: Series) -> bool:
    """Whether the two belong to series of which no report belongs to the other."""
    return a.slug != b.slug and "fixed" in _traits(a) and "fixed" in _traits(b)


def agrees(a: Series, a_at: datetime, b: Series, b_at: datetime) -> bool:
    """Whether both print one figure of one thing (`differs` has said that none disagrees)."""
    if a.slug != b.slug or "told" not in _traits(a) or abs(a_at - b_at) > _SAME_FIGURE:
        return False
    other = b.levels()
    return any(_twin(key, other) is not None for key in a.levels())


def _equal(a: Amount, b: Amount, exact: bool, loose: bool) -> bool:
    """Equal but for rounding; `loose` also when a little apart, as two trackers count."""
    gap, largest = abs(a.value - b.value), max(abs(a.value), abs(b.value))
    if gap <= 1e-9 * largest:
        return True
    if exact:
        return False
    rounded = a.step != b.step and gap <= 0.505 * max(a.step, b.step) and gap <= 0.03 * largest
    return rounded or (loose and gap <= 0.006 * largest)


def _twin(key: str, levels: Levels) -> str | None:
    """The key that means the same; an asset that one headline leaves open fits any."""
    if key in levels:
        return key
    who, _, what = key.partition(" ")
    for other in sorted(levels):
        their_who, _, their_what = other.partition(" ")
        if what and what == their_what and not (who and their_who):
            return other
    return None


def _traits(series: Series) -> frozenset[str]:
    kind = BY_SLUG.get(series.slug)
    return kind.traits if kind else frozenset()
