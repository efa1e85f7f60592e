"""Numbered pins on a time axis, moved apart where they would lie on one another. Pure."""

from collections.abc import Sequence

from aggregator.site.charts.drawing import Frame, Pin, number

RADIUS = 9
_APART = 21.0
_KNEE = 22  # how far above a pin its line begins to bend


def spread(places: Sequence[float], low: float, high: float, apart: float = _APART) -> list[float]:
    """The places (in order) moved as little as keeps them `apart` and within `low` to `high`.

    More than fit between the ends stand closer.
    """
    if len(places) > 1:
        apart = min(apart, (high - low) / (len(places) - 1))
    moved: list[float] = []
    for place in places:
        least = moved[-1] + apart if moved else low
        moved.append(max(place, least))
    most = high
    for position in range(len(moved) - 1, -1, -1):
        moved[position] = min(moved[position], most)
        most = moved[position] - apart
    return moved


def pins(frame: Frame, marks: Sequence[tuple[int, float, float | None, bool]]) -> tuple[Pin, ...]:
    """The pins of `marks`: number, x, the line's y there (None in a gap), whether 重要.

    Numbers run from the left.
    """
    center = frame.base - RADIUS - 6
    xs = spread([x for _, x, _, _ in marks], RADIUS + 1, frame.right - RADIUS - 1)
    return tuple(
        Pin(
            no=no,
            x=number(x),
            y=number(center),
            text_y=number(center + 4),
            dot_x=number(at),
            dot_y="" if y is None else number(y),
            stem="" if y is None else _stem(at, y, x, center),
            vital=vital,
        )
        for x, (no, at, y, vital) in zip(xs, marks, strict=True)
    )


def _stem(at: float, y: float, x: float, center: float) -> str:
    knee, end = number(center - RADIUS - _KNEE / 2), number(center - RADIUS)
    return f"M{number(at)} {number(y)}V{knee}L{number(x)} {end}"
