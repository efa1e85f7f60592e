"""A small line without axes, beside a figure. Pure."""

from collections.abc import Sequence
from datetime import timedelta

from aggregator.market.history import Point
from aggregator.site.charts.drawing import Frame
from aggregator.site.charts.line import path, stretches, thinned

TRACE = Frame(width=240, height=28, top=2, foot=2)


def spark(points: Sequence[Point], gap: timedelta, frame: Frame = TRACE) -> str:
    """The `d` of a line across the whole frame; "" for fewer than two points."""
    if len(points) < 2:
        return ""
    start, end = points[0].at, points[-1].at
    values = [point.value for point in points]
    low, high = min(values), max(values)
    return "".join(
        path([(frame.x(p.at, start, end), frame.y(p.value, low, high)) for p in run])
        for run in (thinned(run, frame.right) for run in stretches(points, gap))
    )
