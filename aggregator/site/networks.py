"""The networks of the dashboard: figures, small lines, charts, the last blocks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from aggregator.chain.history import Mined
from aggregator.chain.panel import Panel
from aggregator.site.chain_charts import FigureChart, Traced, charts, last_blocks, traced
from aggregator.site.spans import Span

FULL = 4_000_000  # weight units of a full block (Bitcoin Core, MAX_BLOCK_WEIGHT)
_WIDTH = 100


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A block of the strip. fill: how full it is, of 100; None when not told."""

    block: Mined
    fill: str | None
    fees: str


@dataclass(frozen=True, slots=True)
class Network:
    """A network of the page."""

    panel: Panel
    lines: tuple[Traced, ...]
    charts: tuple[FigureChart, ...]
    blocks: tuple[ShownBlock, ...]


def networks(panels: Iterable[Panel], span: Span, now: datetime) -> tuple[Network, ...]:
    """The panels with what they were; at most three queries, when nothing is kept."""
    return tuple(
        Network(
            panel=panel,
            lines=traced(panel, now),
            charts=charts(panel, span, now),
            blocks=tuple(map(_shown, last_blocks())) if panel.network == "bitcoin" else (),
        )
        for panel in panels
    )


def _shown(block: Mined) -> ShownBlock:
    share = None if block.weight is None else min(block.weight / FULL, 1.0)
    return ShownBlock(
        block=block,
        fill=None if share is None else f"{share * _WIDTH:.1f}",
        fees="" if block.fees is None else f"{block.fees / 1e8:.3f}",
    )
