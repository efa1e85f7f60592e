"""The figures of networks with what they were before: small lines beside them, and charts."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from aggregator.chain import history
from aggregator.chain.line import Line
from aggregator.chain.metrics import METRICS
from aggregator.chain.panel import Panel
from aggregator.market.history import Point
from aggregator.market.quotes import direction
from aggregator.market.wording import signed_percent
from aggregator.site.chain.block_figures import BLOCK_FIGURES, block_lines
from aggregator.site.charts.drawing import PANEL, Drawing
from aggregator.site.charts.line import Window, draw
from aggregator.site.charts.spans import SPANS, Span
from aggregator.site.charts.spark import spark
from aggregator.site.keeping.kept import kept


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure that is drawn. size: of the unit that readers see, in the stored one. trace: the
    span of the small line beside it: what hardly moves in a day is drawn over a month."""

    key: str
    unit: str
    size: float = 1.0
    trace: str = "24h"


DRAWN = {
    "bitcoin": (
        Drawn("hash_rate", "EH/s", 1e18, "30d"),
        Drawn("difficulty", "T", 1e12, "30d"),
        Drawn("fee_next", "sat/vB"),
        Drawn("mempool_transactions", "笔"),
    ),
    "ethereum": (Drawn("base_fee", "gwei"), Drawn("gas_price", "gwei")),
}
# What is drawn needs as many points over as long a time: less says nothing.
_FEWEST = 3
_MOST = 120  # points: the charts are small
_SHORTEST = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Traced:
    """A line of a panel. trace: its past as a path, "" for none. change_text: over the span of
    the trace, "" when what is known is shorter than nine tenths of it."""

    line: Line
    trace: str = ""
    span: Span = SPANS["24h"]
    change_text: str = ""
    direction: str = "unknown"


@dataclass(frozen=True, slots=True)
class Words:
    """What a chart says: last is its newest figure, note stands below it."""

    label: str
    unit: str
    method: str
    last: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class FigureChart:
    """A figure over a span. known: whether there is enough of it to draw. since: the first point,
    where the span begins before it."""

    key: str
    words: Words
    drawing: Drawing
    known: bool
    since: datetime | None


def past(network: str, span: Span, now: datetime) -> dict[str, tuple[Point, ...]]:
    """What is drawn of a network over a span, in the units of the page; one query, kept."""
    name, seconds = f"chain:{network}:{span.name}", min(span.seconds, 120)
    return kept(name, seconds, lambda: _past(network, span, now))


def points_of(network: str, key: str, span: Span, now: datetime) -> tuple[Point, ...] | None:
    """The points of one chart, also of those that blocks make; None for one that isn't drawn."""
    if network == "bitcoin" and key in BLOCK_FIGURES:
        return block_lines(span, now).points[key]
    if key not in {one.key for one in DRAWN.get(network, ())}:
        return None
    return past(network, span, now)[key]


def traced(panel: Panel, now: datetime) -> tuple[Traced, ...]:
    """The lines of a panel with what they were; a query a span, when it is not kept."""
    drawn = {one.key: one for one in DRAWN[panel.network]}
    found = []
    for line in panel.lines:
        one = drawn.get(line.key)
        if one is None:
            found.append(Traced(line))
            continue
        span = SPANS[one.trace]
        found.append(_traced(line, past(panel.network, span, now)[line.key], span))
    return tuple(found)


def charts(panel: Panel, span: Span, now: datetime) -> tuple[FigureChart, ...]:
    """The charts of a network; two queries at most, when nothing is kept."""
    of_blocks = _block_charts(span, now) if panel.network == "bitcoin" else []
    return (*of_blocks, *_metric_charts(panel, span, now))


def _block_charts(span: Span, now: datetime) -> list[FigureChart]:
    lines = block_lines(span, now)
    together = lines.together
    note = _("每点为相邻 %(count)d 块的平均") % {"count": together} if together > 1 else ""
    found = []
    for key, points in lines.points.items():
        one = BLOCK_FIGURES[key]
        window = Window(now - span.length, now, history.gap(key, span.length))
        last = one.text(points[-1].value) if points else ""
        words = Words(str(one.label), str(one.unit), str(one.method), last, note)
        found.append(_chart(key, words, points, window))
    return found


def _metric_charts(panel: Panel, span: Span, now: datetime) -> list[FigureChart]:
    values = {line.key: line.value for line in panel.lines}
    past_of = past(panel.network, span, now)
    found = []
    for drawn in DRAWN[panel.network]:
        points = past_of[drawn.key]
        if not enough(points) and span.length < SPANS[drawn.trace].length:
            continue  # it is told once a day, and drawn over a month beside its figure
        metric = METRICS[panel.network][drawn.key]
        window = Window(now - span.length, now, history.gap(drawn.key, span.length, _MOST))
        words = Words(_(metric.label), _(drawn.unit), _(metric.method), values.get(drawn.key, ""))
        found.append(_chart(drawn.key, words, points, window))
    return found


def enough(points: tuple[Point, ...]) -> bool:
    """Whether there is something to draw."""
    return len(points) >= _FEWEST and points[-1].at - points[0].at >= _SHORTEST


def _past(network: str, span: Span, now: datetime) -> dict[str, tuple[Point, ...]]:
    drawn = {one.key: one for one in DRAWN[network]}
    found = history.many(network, drawn, span.length, now, _MOST)
    return {
        key: tuple(Point(point.at, point.value / drawn[key].size) for point in points)
        for key, points in found.items()
    }


def _traced(line: Line, points: tuple[Point, ...], span: Span) -> Traced:
    if not enough(points):
        return Traced(line)
    trace = spark(points, history.gap(line.key, span.length, _MOST))
    whole = points[-1].at - points[0].at >= span.length * 0.9
    before, after = points[0].value, points[-1].value
    if not whole or not before or not line.known:
        return Traced(line, trace, span)
    change = (after / before - 1) * 100
    return Traced(line, trace, span, signed_percent(change, 1), direction(change))


def _chart(key: str, words: Words, points: tuple[Point, ...], window: Window) -> FigureChart:
    late = bool(points) and points[0].at - window.start > max(window.gap, timedelta(hours=2))
    return FigureChart(
        key=key,
        words=words,
        drawing=draw(points, window, PANEL),
        known=enough(points),
        since=points[0].at if late else None,
    )
