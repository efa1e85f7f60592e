"""How much an event matters, 0 to 100, and why, in words. Pure.

The score is of what was reported, not of its age: an event stays 重要 in the archive, and no row
has to be written again because time went by. `current` takes the age off where lists rank what
matters now.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import log10

IMPORTANT = 40  # the score from which an event is 重要: about 4 in 100 of a real day's events
HALF_LIFE = timedelta(hours=12)
MOST_REASONS = 5

_OUTLETS = {2: 14, 3: 25, 4: 32, 5: 37}
_MORE_OUTLETS = 42
_SPREAD = ((timedelta(minutes=15), 8), (timedelta(hours=1), 5), (timedelta(hours=3), 2))
_AMOUNT_FROM = 7.0  # 10 million dollars; below that, money says nothing about weight
TOPICS = {
    "security-incident": 10,
    "regulation": 7,
    "enforcement": 6,
    "etf": 4,
    "macro": 5,
    "stablecoin": 3,
    "funding": 2,
}


@dataclass(frozen=True, slots=True)
class Inputs:
    """What an event is weighed by.

    `spread` is between the first and the last outlet's first report, None when fewer than two
    gave a time. `flagged` are the outlets that marked it themselves, by name. `weight` (0-100) is
    that of the weightiest of its main names in the lexicon, `named`. `amount` is the largest
    sum in a headline, roughly in US dollars, `said` how the headline puts it. `topics` are slugs and names. `in_series`: one of a series that comes every day.
    """

    outlets: int
    spread: timedelta | None = None
    flagged: tuple[str, ...] = ()
    weight: int = 0
    named: str = ""
    amount: float = 0.0
    said: str = ""
    topics: tuple[tuple[str, str], ...] = ()
    in_series: bool = False


@dataclass(frozen=True, slots=True)
class Importance:
    """0 to 100, and the reasons in words, the weightiest first."""

    score: int
    reasons: tuple[str, ...]


def importance(inputs: Inputs) -> Importance:
    """Add up what speaks for the event."""
    parts = [
        *_outlets(inputs),
        *_flag(inputs.flagged),
        *_name(inputs.weight, inputs.named),
        *_amount(inputs.amount, inputs.said),
        *_topic(inputs.topics),
    ]
    total = sum(points for points, _ in parts)
    if inputs.in_series:
        total *= 0.6
    spoken = sorted(parts, key=lambda part: -part[0])
    reasons = [words for points, words in spoken if points >= 2][:MOST_REASONS]
    if inputs.in_series and reasons:
        reasons.append("属定期播报的数据，按六折计分")
    return Importance(max(0, min(100, round(total))), tuple(reasons))


def current(score: int, started_at: datetime, now: datetime) -> float:
    """The score of an event with its age taken off: half after HALF_LIFE, a quarter after two."""
    age = max(now - started_at, timedelta())
    return float(score * 0.5 ** (age / HALF_LIFE))


def _outlets(inputs: Inputs) -> list[tuple[float, str]]:
    if inputs.outlets < 2:
        return []
    points = _OUTLETS.get(inputs.outlets, _MORE_OUTLETS)
    if inputs.spread is None:
        return [(points, f"{inputs.outlets} 家媒体报道")]
    bonus = next((more for limit, more in _SPREAD if inputs.spread <= limit), 0)
    words = f"{inputs.outlets} 家媒体在{_span(inputs.spread)}内报道"
    return [(points + bonus, words)]


def _flag(outlets: Sequence[str]) -> list[tuple[float, str]]:
    if not outlets:
        return []
    points = 8 if len(outlets) == 1 else 16
    names = "、".join(outlets[:3]) + (f"等 {len(outlets)} 家媒体" if len(outlets) > 3 else "")
    return [(points, _spaced(names, "标为重要"))]


def _name(weight: int, named: str) -> list[tuple[float, str]]:
    return [(weight * 0.15, _spaced("涉及", named))] if named and weight > 0 else []


def _amount(amount: float, said: str) -> list[tuple[float, str]]:
    if amount < 10**_AMOUNT_FROM:
        return []
    points = min(20.0, 4 + 5 * (log10(amount) - _AMOUNT_FROM))
    return [(points, _spaced("涉及", " ".join(said.split())))]


def _topic(topics: Sequence[tuple[str, str]]) -> list[tuple[float, str]]:
    found = [(TOPICS[slug], name) for slug, name in topics if slug in TOPICS]
    if not found:
        return []
    points, name = max(found)
    return [(points, f"主题为{name}")]


def _spaced(first: str, second: str) -> str:
    """Joined as the press writes it: a space only where Chinese meets Latin."""
    return f"{first}{' ' if first[-1:].isascii() or second[:1].isascii() else ''}{second}"


def _span(span: timedelta) -> str:
    minutes = max(1, -(-span // timedelta(minutes=1)))
    if minutes < 60:
        return f" {minutes} 分钟"
    return f" {-(-minutes // 60)} 小时"
