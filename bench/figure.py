"""A measured figure, and the table of them."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from math import ceil
from typing import Any

HEAD = ("measured", "value", "unit", "ratio", "of what (same run)", "note")


@dataclass(frozen=True, slots=True)
class Figure:
    """One line: `value` in `unit`, None when it could not be had (`note` says why).

    `baseline` is in the same unit and from the same run; `against` names it.
    """

    group: str
    what: str
    value: float | None
    unit: str
    baseline: float | None = None
    against: str = ""
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """The value in baselines; None without one."""
        return self.value / self.baseline if self.value is not None and self.baseline else None

    def as_json(self) -> dict[str, Any]:
        """Every field, and the ratio."""
        return {**asdict(self), "ratio": self.ratio}


def from_json(values: dict[str, Any]) -> Figure:
    """The figure that `as_json` wrote."""
    return Figure(**{name: value for name, value in values.items() if name != "ratio"})


def table(figures: Sequence[Figure]) -> str:
    """The figures as lines of aligned columns, a heading for each group."""
    rows = [(f.group, _cells(f)) for f in figures]
    every = [HEAD, *(cells for _, cells in rows)]
    widths = [max(len(cells[place]) for cells in every) for place in range(len(HEAD))]
    lines = [_line(HEAD, widths), "  ".join("-" * width for width in widths)]
    group = ""
    for name, cells in rows:
        if name != group:
            lines.append(f"{name}:")
            group = name
        lines.append(_line(cells, widths))
    return "\n".join(lines)


def _cells(figure: Figure) -> tuple[str, ...]:
    ratio = "" if figure.ratio is None else f"{number(figure.ratio)} x"
    value = "—" if figure.value is None else number(figure.value)
    return (f"  {figure.what}", value, figure.unit, ratio, figure.against, figure.note)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    """Texts to the left; the value and the ratio to the right."""
    padded = [
        cell.rjust(width) if place in {1, 3} else cell.ljust(width)
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return "  ".join(padded).rstrip()


def number(value: float) -> str:
    """Three figures that mean something: 1,234, 12.3, 0.0123."""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.3g}"


def quantile(values: Sequence[float], share: float) -> float:
    """The value that `share` of the values don't exceed (nearest rank)."""
    ranked = sorted(values)
    return ranked[max(0, ceil(share * len(ranked)) - 1)]
