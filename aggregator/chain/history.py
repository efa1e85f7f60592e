"""Figures of a network over time, as charts draw them, and its last blocks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from aggregator.chain.models import Block, Snapshot
from aggregator.market.history import MOST, Point, bucketed

# How often a figure comes at least while all is well: what is further apart was not read in
# between. The hash rate and the difficulty of the past are told once a day.
_APART = {"hash_rate": timedelta(hours=36), "difficulty": timedelta(hours=36)}
_USUAL = timedelta(hours=7)
_MOST_BLOCKS = 5_000  # of a month, and a little more


@dataclass(frozen=True, slots=True)
class Mined:
    """A block. interval: since the block before, None for the oldest, and for times that run
    backwards, as headers may."""

    height: int
    at: datetime
    transactions: int | None
    weight: int | None
    fees: int | None
    interval: timedelta | None


def each(
    network: str, spans: Mapping[str, timedelta], now: datetime, most: int = MOST
) -> dict[str, tuple[Point, ...]]:
    """Figures of a network by their keys, each over a span of its own before `now`, oldest first,
    at most `most` points; one query over the longest. Unknown figures are left out."""
    since = now - max(spans.values(), default=timedelta())
    rows = Snapshot.objects.filter(network=network, observed_at__gt=since, observed_at__lte=now)
    found: dict[str, list[Point]] = {metric: [] for metric in spans}
    for at, figures in rows.order_by("observed_at").values_list("observed_at", "figures"):
        for metric, points in found.items():
            value = figures.get(metric)
            known = isinstance(value, int | float) and not isinstance(value, bool)
            if known and at > now - spans[metric]:
                points.append(Point(at, float(value)))
    return {metric: bucketed(points, spans[metric], now, most) for metric, points in found.items()}


def gap(metric: str, span: timedelta, most: int = MOST) -> timedelta:
    """How far apart two neighbours may be before something is missing between them."""
    return max(_APART.get(metric, _USUAL), 3 * span / most)


def last_blocks(network: str, most: int) -> tuple[Mined, ...]:
    """The newest blocks that we know, the highest first, without a hole; one query."""
    rows = list(Block.objects.filter(network=network).order_by("-height")[: most + 1])
    found: list[Mined] = []
    for row, before in zip(rows, [*rows[1:], None], strict=False):
        found.append(_mined(row, before))
        if before is None or before.height != row.height - 1:
            break
    return tuple(found[:most])


def blocks(network: str, span: timedelta, now: datetime) -> tuple[Mined, ...]:
    """The blocks of `span` before `now`, oldest first; one query. Holes stay holes."""
    rows = Block.objects.filter(network=network, mined_at__gt=now - span, mined_at__lte=now)
    found = list(rows.order_by("height")[:_MOST_BLOCKS])
    return tuple(_mined(row, before) for before, row in zip([None, *found], found, strict=False))


def _mined(row: Block, before: Block | None) -> Mined:
    """A block with the time it took, if the block before is known and the clocks agree."""
    follows = before is not None and before.height == row.height - 1
    took = row.mined_at - before.mined_at if before and follows else None
    interval = took if took and took > timedelta(0) else None
    return Mined(row.height, row.mined_at, row.transactions, row.weight, row.fees, interval)
