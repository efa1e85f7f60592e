"""Bars over days. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from aggregator.site.charts.drawing import Bar, Drawing, Frame, Label, number
from aggregator.site.charts.line import Window, time_labels
from aggregator.site.charts.scale import step, tick_text, ticks

_AIR = 1.06  # what stands above the highest bar


@dataclass(frozen=True, slots=True)
class Column:
    """A bar to draw: its slot begins at `at`. title: the figure in words."""

    at: datetime
    value: float
    title: str


def draw(
    columns: Sequence[Column],
    window: Window,
    slots: int,
    frame: Frame,
    *,
    signed: bool,
    whole: bool = False,
) -> Drawing:
    """The bars of a window of `slots` equal slots. signed: whether they point up and down in the
    colours of the market. whole: whether they count something that has no halves."""
    values = [column.value for column in columns]
    high, low = max([0.0, *values]) * _AIR, min([0.0, *values]) * _AIR
    if high == low:
        high = 1.0
    most = 5 if frame.height > 200 else 3
    size = step(low, high, most, least=1.0 if whole else 0.0)
    zero = frame.y(0.0, low, high)
    slot = frame.right / slots
    found = []
    for column in columns:
        y = frame.y(column.value, low, high)
        x = frame.x(column.at, window.start, window.end)
        found.append(
            Bar(
                x=number(x + slot * 0.12),
                y=number(min(y, zero)),
                width=number(slot * 0.76),
                height=number(max(abs(y - zero), 1.0 if column.value else 0.0)),
                way=_way(column.value) if signed else "",
                title=column.title,
            )
        )
    return Drawing(
        frame=frame,
        grid=tuple(
            Label(str(frame.width), number(frame.y(v, low, high)), tick_text(v, size))
            for v in (ticks(low, high, size) if values else ())
        ),
        times=time_labels(window, frame),
        bars=tuple(found),
        zero=number(zero),
    )


def _way(value: float) -> str:
    return "down" if value < 0 else "up"
