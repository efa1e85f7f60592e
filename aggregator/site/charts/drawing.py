"""What a drawn chart consists of. Every coordinate is text: a template must not localise it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Frame:
    """The sheet, in its own units. gutter: at the right, for labels of the scale; top: above the
    highest line; foot: the height of the time axis; pins: room for pins above it."""

    width: int
    height: int
    gutter: int = 0
    top: int = 12
    foot: int = 24
    pins: int = 0

    @property
    def right(self) -> int:
        """Where the plot ends."""
        return self.width - self.gutter

    @property
    def base(self) -> int:
        """Where the time axis lies."""
        return self.height - self.foot

    @property
    def bottom(self) -> int:
        """Where the lowest value lies."""
        return self.base - self.pins

    def x(self, at: datetime, start: datetime, end: datetime) -> float:
        """The place of a moment between `start` and `end`."""
        return (at - start) / (end - start) * self.right

    def y(self, value: float, low: float, high: float) -> float:
        """The place of a value on a scale from `low` to `high`; in the middle when they are one."""
        if high == low:
            return (self.top + self.bottom) / 2
        return self.bottom - (value - low) / (high - low) * (self.bottom - self.top)


WIDE = Frame(width=760, height=360, gutter=64, top=20, foot=28, pins=44)
NARROW = Frame(width=360, height=288, gutter=52, top=16, foot=28, pins=44)
PANEL = Frame(width=360, height=150, gutter=48, top=10, foot=24)


@dataclass(frozen=True, slots=True)
class Label:
    """A word at a place; `y` is also that of its grid line, `x` that of its tick."""

    x: str
    y: str
    text: str


@dataclass(frozen=True, slots=True)
class Pin:
    """A story on the time axis. stem: from the line down to the pin, "" where the line has a gap;
    dot_y: where it touches the line, "" with it. x: the pin's own place, moved where pins crowd."""

    no: int
    x: str
    y: str
    text_y: str
    dot_x: str
    dot_y: str
    stem: str
    vital: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar. way: "up", "down" or "", for bars without direction. title: the figure in words."""

    x: str
    y: str
    width: str
    height: str
    way: str
    title: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """One chart on one frame. traces: the paths of the line, one a stretch without a gap; areas:
    the same, closed at the bottom; zero: the place of nought between bars."""

    frame: Frame
    grid: tuple[Label, ...]
    times: tuple[Label, ...]
    traces: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    bars: tuple[Bar, ...] = ()
    pins: tuple[Pin, ...] = ()
    last: tuple[str, str] | None = None
    zero: str = ""

    @property
    def box(self) -> str:
        """The `viewBox`."""
        return f"0 0 {self.frame.width} {self.frame.height}"


def number(value: float) -> str:
    """A coordinate: a tenth of a unit is finer than any screen."""
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text
