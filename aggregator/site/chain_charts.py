"""The figures of networks with what they were before: small lines beside them, and charts."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from aggregator.chain import history
from aggregator.chain.history import Mined
from aggregator.chain.line import Line
from aggregator.chain.metrics import METRICS
from aggregator.chain.panel import Panel
from aggregator.market.history import Point
from aggregator.market.quotes import direction
from aggregator.market.wording import signed_percent
from aggregator.site.charts.drawing import PANEL, Drawing
from aggregator.site.charts.line import Window, draw
from aggregator.site.charts.spark import spark
from aggregator.site.kept import kept
from aggregator.site.spans import SPANS, Span


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure that is drawn. size: of the unit that readers see, in the stored one."""

    key: str
    unit: str
    size: float


DRAWN = {
    "bitcoin": (
        Drawn("hash_rate", "EH/s", 1e18),
        Drawn("difficulty", "T", 1e12),
        Drawn("fee_next", "sat/vB", 1.0),
        Drawn("mempool_transactions", "笔", 1.0),
    ),
    "ethereum": (Drawn("base_fee", "gwei", 1.0), Drawn("gas_price", "gwei", 1.0)),
}
_LEAST = timedelta(hours=1)  # shorter than that a line says nothing


@dataclass(frozen=True, slots=True)
class Traced:
    """A line of a panel. trace: its past as a path, "" for none. change_text: over the span of
    the trace, "" when that is shorter than nine tenths of it."""

    line: Line
    trace: str
    change_text: str
    direction: str


@dataclass(frozen=True, slots=True)
class FigureChart:
    """A figure over a span. since: the first point, where the span begins before it."""

    key: str
    label: str
    unit: str
    method: str
    drawing: Drawing
    now_text: str
    known: bool
    since: datetime | None


def past(network: str, span: Span, now: datetime) -> dict[str, tuple[Point, ...]]:
    """What is drawn of a network over a span, in the units of the page; one query, kept."""
    return kept(
        f"chain:{network}:{span.name}", min(span.seconds, 120), lambda: _past(network, span, now)
    )


def traced(panel: Panel, now: datetime, span: Span = SPANS["24h"]) -> tuple[Traced, ...]:
    """The lines of a panel with what they were; one query, when it is not kept."""
    points = past(panel.network, span, now)
    return tuple(_traced(line, points.get(line.key, ()), span) for line in panel.lines)


def charts(panel: Panel, span: Span, now: datetime) -> tuple[FigureChart, ...]:
    """The charts of a network; one query, when it is not kept."""
    found = past(panel.network, span, now)
    by_key = {line.key: line for line in panel.lines}
    return tuple(
        _chart(panel.network, one, by_key.get(one.key), found[one.key], span, now)
        for one in DRAWN[panel.network]
    )


def last_blocks(most: int = 6) -> tuple[Mined, ...]:
    """The newest Bitcoin blocks, kept for a moment; none where the provider lists none."""
    return kept("blocks", 10, lambda: history.last_blocks("bitcoin", most))


def _past(network: str, span: Span, now: datetime) -> dict[str, tuple[Point, ...]]:
    drawn = {one.key: one for one in DRAWN[network]}
    found = history.many(network, drawn, span.length, now)
    return {
        key: tuple(Point(point.at, point.value / drawn[key].size) for point in points)
        for key, points in found.items()
    }


def _traced(line: Line, points: tuple[Point, ...], span: Span) -> Traced:
    if not points or points[-1].at - points[0].at < _LEAST:
        return Traced(line, "", "", "unknown")
    trace = spark(points, history.gap(line.key, span.length))
    whole = points[-1].at - points[0].at >= span.length * 0.9
    before, after = points[0].value, points[-1].value
    if not whole or not before or not line.known:
        return Traced(line, trace, "", "unknown")
    change = (after / before - 1) * 100
    return Traced(line, trace, signed_percent(change, 1), direction(change))


def _chart(
    network: str,
    one: Drawn,
    line: Line | None,
    points: tuple[Point, ...],
    span: Span,
    now: datetime,
) -> FigureChart:
    metric = METRICS[network][one.key]
    window = Window(now - span.length, now, history.gap(one.key, span.length))
    late = bool(points) and points[0].at - window.start > window.gap
    return FigureChart(
        key=one.key,
        label=_(metric.label),
        unit=one.unit,
        method=metric.method,
        drawing=draw(points, window, PANEL),
        now_text=line.value if line else "—",
        known=len(points) > 1,
        since=points[0].at if late else None,
    )
