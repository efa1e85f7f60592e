"""How votes add up. Pure.

A vote counts for ever and weighs less the older it is: half after `HALF_LIFE`. The word that a
page says (偏利好, 偏利空) goes by weight, so that it is about the market of now, and is not said
once what is left weighs less than `ENOUGH` fresh votes.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

HALF_LIFE = timedelta(hours=12)
ENOUGH = 3.0
CLEAR = 0.6  # so much of the weight on one side is a leaning
BAR = 48  # units of the bar in the drawing

Leaning = Literal["up", "down", "even", ""]


def weight(at: datetime, now: datetime) -> float:
    """What a vote of `at` (aware) weighs: 1 when fresh, and for one that is yet to come."""
    return float(2.0 ** -(max(now - at, timedelta()) / HALF_LIFE))


@dataclass(frozen=True, slots=True)
class Tally:
    """Votes for 利好 and 利空, and what they weigh at `at` (aware; None before the first)."""

    up: int = 0
    down: int = 0
    up_weight: float = 0.0
    down_weight: float = 0.0
    at: datetime | None = None

    @property
    def total(self) -> int:
        """How many readers voted."""
        return self.up + self.down

    @property
    def share(self) -> float | None:
        """How much of the weight says 利好, 0 to 1; None when too little is left to say so."""
        both = self.up_weight + self.down_weight
        return self.up_weight / both if both >= ENOUGH else None

    @property
    def leaning(self) -> Leaning:
        """Which way the readers of these hours lean; "" when nothing can be said."""
        share = self.share
        if share is None:
            return ""
        return "up" if share >= CLEAR else "down" if share <= 1 - CLEAR else "even"

    @property
    def bar(self) -> float:
        """How much of a bar of `BAR` units is 利好, by the plain counts."""
        return round(BAR * self.up / self.total, 1) if self.total else BAR / 2

    def decayed(self, now: datetime) -> "Tally":
        """The same votes as they weigh now."""
        left = weight(self.at, now) if self.at else 1.0
        return replace(
            self, up_weight=self.up_weight * left, down_weight=self.down_weight * left, at=now
        )

    def plus(self, way: str, at: datetime, now: datetime) -> "Tally":
        """With a vote of `at` more."""
        return _moved(self.decayed(now), way, 1, weight(at, now))

    def minus(self, way: str, at: datetime, now: datetime) -> "Tally":
        """Without a vote of `at` that was among them."""
        return _moved(self.decayed(now), way, -1, -weight(at, now))


def tally_of(votes: Iterable[tuple[str, datetime]], now: datetime) -> Tally:
    """The votes (way, aware time) counted one by one."""
    found = Tally(at=now)
    for way, at in votes:
        found = found.plus(way, at, now)
    return found


def _moved(was: Tally, way: str, votes: int, much: float) -> Tally:
    if way == "up":
        return replace(was, up=max(was.up + votes, 0), up_weight=max(was.up_weight + much, 0.0))
    return replace(was, down=max(was.down + votes, 0), down_weight=max(was.down_weight + much, 0.0))
