"""Prices over time, as a chart draws them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from django.db.models import F, Q
from django.db.models.functions import Mod

from aggregator.market.models import Price
from aggregator.market.thinning import WHOLE

MOST = 480
# Of the rows of the last two days a sparkline takes one in so many. A prime, so that it meets
# every coin however many coins a reading stores.
_ONE_IN = 17
# Rows over 48 hours old stand an hour apart: what is further apart was not read in between.
_APART = timedelta(minutes=90)


@dataclass(frozen=True, slots=True)
class Point:
    """A figure at a time (aware UTC)."""

    at: datetime
    value: float


def series(coin: str, span: timedelta, now: datetime, most: int = MOST) -> tuple[Point, ...]:
    """The coin's prices in US dollars over `span` before `now`, oldest first; one query.

    At most `most` points: the last of each equal stretch. Where nothing was read there is no
    point (see `gap`).
    """
    rows = Price.objects.filter(coin=coin, observed_at__gt=now - span, observed_at__lte=now)
    found = rows.order_by("observed_at").values_list("observed_at", "usd")
    return bucketed((Point(at, float(usd)) for at, usd in found), span, now, most)


def sparks(coins: Iterable[str], span: timedelta, now: datetime) -> dict[str, tuple[Point, ...]]:
    """The same for several coins, coarse; one query.

    The newer rows are thinned by their number: cutting each time to its hour would cost a call
    a row in SQLite.
    """
    rows = (
        Price.objects.annotate(turn=Mod(F("pk"), _ONE_IN))
        .filter(coin__in=set(coins), observed_at__gt=now - span, observed_at__lte=now)
        # Rows without a change were filled in: they stand apart already.
        .filter(Q(observed_at__lt=now - WHOLE) | Q(change_24h__isnull=True) | Q(turn=0))
        .order_by("coin", "observed_at")
        .values_list("coin", "observed_at", "usd")
    )
    found: dict[str, list[Point]] = {}
    for coin, at, usd in rows:
        found.setdefault(coin, []).append(Point(at, float(usd)))
    return {coin: bucketed(points, span, now, 60) for coin, points in found.items()}


def bucketed(
    points: Iterable[Point], span: timedelta, now: datetime, most: int = MOST
) -> tuple[Point, ...]:
    """The last point of each of `most` equal stretches of `span` before `now`. Pure.

    points: in the order of time, none older than `span`.
    """
    start, size = now - span, span / most
    last: dict[int, Point] = {}
    for point in points:
        last[min(int((point.at - start) / size), most - 1)] = point
    return tuple(last.values())


def gap(span: timedelta, most: int = MOST) -> timedelta:
    """How far apart two neighbours of a series may be before something is missing between them."""
    return max(_APART, 3 * span / most)


def value_at(points: Sequence[Point], at: datetime) -> float | None:
    """The figure at a moment, on the straight line between its neighbours; None outside the
    points and where they are too far apart to say. Pure."""
    for before, after in pairwise(points):
        if before.at <= at <= after.at:
            if after.at - before.at > _APART:
                return None
            share = (at - before.at) / (after.at - before.at)
            return before.value + (after.value - before.value) * share
    return None
