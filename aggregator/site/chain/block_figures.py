"""What Bitcoin's blocks tell one by one, as lines: how far apart, how full, what they earned."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aggregator.chain import history
from aggregator.chain.history import Mined
from aggregator.market.history import Point
from aggregator.market.wording import grouped
from aggregator.site.charts.spans import Span
from aggregator.site.keeping.kept import kept

_MOST = 48  # points: more blocks than that are drawn as averages of neighbours


@dataclass(frozen=True, slots=True)
class BlockFigure:
    """A figure of a block: its value in the unit of the page, None when not told."""

    label: Promise
    unit: Promise | str
    method: Promise
    read: Callable[[Mined], float | None]
    digits: int

    def text(self, value: float) -> str:
        """A value in words."""
        return grouped(value, self.digits)


def _fees(block: Mined) -> float | None:
    return None if block.fees is None else block.fees / 1e8


def _transactions(block: Mined) -> float | None:
    return None if block.transactions is None else float(block.transactions)


def _interval(block: Mined) -> float | None:
    return None if block.interval is None else block.interval.total_seconds() / 60


BLOCK_FIGURES = {
    "block_fees": BlockFigure(_("每块手续费"), "BTC", _("区块内全部交易手续费之和。"), _fees, 3),
    "block_transactions": BlockFigure(
        _("每块交易"),
        _("笔"),
        _("区块内的交易数，含铸币交易。"),
        _transactions,
        0,
    ),
    "block_interval": BlockFigure(
        _("出块间隔"),
        _("分钟"),
        _("相邻两块区块头时间之差；区块头的时间由矿工填写，倒退的不计。"),
        _interval,
        1,
    ),
}


@dataclass(frozen=True, slots=True)
class BlockLines:
    """points: of each figure, oldest first. together: how many blocks make a point."""

    points: dict[str, tuple[Point, ...]]
    together: int


def block_lines(span: Span, now: datetime) -> BlockLines:
    """Each figure over a span; one query, kept."""
    return kept(f"blocks:{span.name}", 60, lambda: _read(span, now))


def _read(span: Span, now: datetime) -> BlockLines:
    blocks = history.blocks("bitcoin", span.length, now)
    return BlockLines(
        points={key: averaged(blocks, one.read) for key, one in BLOCK_FIGURES.items()},
        together=neighbours(len(blocks)),
    )


def neighbours(blocks: int, most: int = _MOST) -> int:
    """How many blocks make a point, so that no more than `most` are left."""
    return -(-blocks // most) or 1


def averaged(
    blocks: tuple[Mined, ...], read: Callable[[Mined], float | None], most: int = _MOST
) -> tuple[Point, ...]:
    """The figure of each block, or the averages of so many neighbours that `most` points are
    left; at the time of the last of them. Pure."""
    told = [Point(block.at, value) for block in blocks if (value := read(block)) is not None]
    size = neighbours(len(told), most)
    groups = [told[n : n + size] for n in range(0, len(told), size)]
    return tuple(Point(part[-1].at, fmean(point.value for point in part)) for part in groups)
