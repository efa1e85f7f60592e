"""A line over time. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from aggregator.market.history import Point, value_at
from aggregator.site.charts.drawing import Drawing, Frame, Label, number
from aggregator.site.charts.pins import pins
from aggregator.site.charts.scale import around, step, tick_text, ticks
from aggregator.site.charts.times import time_ticks

_LINES = 5  # of the scale at most
_PER_POINT = 3.0  # units of width: finer is not seen


@dataclass(frozen=True, slots=True)
class Marked:
    """A moment that the chart marks with a numbered pin."""

    no: int
    at: datetime
    vital: bool


@dataclass(frozen=True, slots=True)
class Window:
    """The stretch of time of a chart, and how far apart points may be to belong together."""

    start: datetime
    end: datetime
    gap: timedelta


def draw(
    points: Sequence[Point], window: Window, frame: Frame, marks: Iterable[Marked] = ()
) -> Drawing:
    """The chart of points (in the order of time) on a frame; without points only its axes."""
    values = [point.value for point in points]
    low, high = around(min(values), max(values)) if values else (0.0, 1.0)
    most = _LINES if frame.height > 200 else 3
    size = step(low, high, most)

    def place(point: Point) -> tuple[float, float]:
        return frame.x(point.at, window.start, window.end), frame.y(point.value, low, high)

    runs = [thinned(run, frame.right) for run in stretches(points, window.gap)]
    lines = [[place(point) for point in run] for run in runs]
    marked = [
        (
            mark.no,
            frame.x(mark.at, window.start, window.end),
            None if (v := value_at(points, mark.at)) is None else frame.y(v, low, high),
            mark.vital,
        )
        for mark in marks
    ]
    return Drawing(
        frame=frame,
        grid=tuple(
            Label(str(frame.width), number(frame.y(v, low, high)), tick_text(v, size))
            for v in (ticks(low, high, size) if values else ())
        ),
        times=time_labels(window, frame),
        traces=tuple(path(line) for line in lines),
        areas=tuple(f"{path(line)}V{frame.base}H{number(line[0][0])}Z" for line in lines),
        pins=pins(frame, marked),
        last=_last(lines),
    )


def time_labels(window: Window, frame: Frame) -> tuple[Label, ...]:
    """The words under the axis, none so far right that it would leave the sheet."""
    found = time_ticks(window.start, window.end, max(frame.right // 84, 3))
    places = [(frame.x(at, window.start, window.end), text) for at, text in found]
    end = str(frame.height - 6)
    return tuple(Label(number(x), end, text) for x, text in places if x <= frame.width - 40)


def stretches(points: Iterable[Point], gap: timedelta) -> Iterator[list[Point]]:
    """The points in runs without a gap."""
    run: list[Point] = []
    for point in points:
        if run and point.at - run[-1].at > gap:
            yield run
            run = []
        run.append(point)
    if run:
        yield run


def thinned(points: Sequence[Point], width: float) -> list[Point]:
    """As many points as a line so wide can show: of each stretch the one farthest from the last
    taken, so that peaks stay; always the first and the last."""
    most = max(int(width / _PER_POINT), 2)
    if len(points) <= most:
        return list(points)
    size = (len(points) - 2) / (most - 2)
    taken = [points[0]]
    for n in range(most - 2):
        part = points[1 + int(n * size) : 1 + int((n + 1) * size)]
        taken.append(max(part, key=lambda point: abs(point.value - taken[-1].value)))
    return [*taken, points[-1]]


def path(places: Sequence[tuple[float, float]]) -> str:
    """The `d` of a line; a single point is a dot as wide as the line."""
    first = f"M{number(places[0][0])} {number(places[0][1])}"
    if len(places) == 1:
        return f"{first}h.1"
    return first + "".join(f"L{number(x)} {number(y)}" for x, y in places[1:])


def _last(lines: Sequence[Sequence[tuple[float, float]]]) -> tuple[str, str] | None:
    return (number(lines[-1][-1][0]), number(lines[-1][-1][1])) if lines else None
