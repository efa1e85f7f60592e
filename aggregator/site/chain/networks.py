"""The networks of the dashboard: figures, small lines, charts, the last blocks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from aggregator.chain import history
from aggregator.chain.history import Mined
from aggregator.chain.panel import Panel
from aggregator.site.chain.charts import FigureChart, Traced, charts, traced
from aggregator.site.charts.spans import Span
from aggregator.site.keeping.kept import kept

FULL = 4_000_000  # weight units of a full block (Bitcoin Core, MAX_BLOCK_WEIGHT)
BLOCKS = 6
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

    @property
    def drawn(self) -> tuple[FigureChart, ...]:
        """The charts with something to see."""
        return tuple(chart for chart in self.charts if chart.known)

    @property
    def undrawn(self) -> str:
        """The names of the others."""
        return _("、").join(chart.words.label for chart in self.charts if not chart.known)


def networks(panels: Iterable[Panel], span: Span, now: datetime) -> tuple[Network, ...]:
    """The panels with what they were; seven queries, when nothing is kept."""
    return tuple(
        Network(
            panel=panel,
            lines=traced(panel, now),
            charts=charts(panel, span, now),
            blocks=_blocks() if panel.network == "bitcoin" else (),
        )
        for panel in panels
    )


def _blocks() -> tuple[ShownBlock, ...]:
    found = kept("blocks", 10, lambda: history.last_blocks("bitcoin", BLOCKS))
    return tuple(map(_shown, found))


def _shown(block: Mined) -> ShownBlock:
    share = None if block.weight is None else min(block.weight / FULL, 1.0)
    return ShownBlock(
        block=block,
        fill=None if share is None else f"{share * _WIDTH:.1f}",
        fees="" if block.fees is None else f"{block.fees / 1e8:.3f}",
    )
