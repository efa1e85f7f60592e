"""Round figures for a scale. Pure."""

from math import ceil, floor, log10

from aggregator.market.wording import grouped


def step(low: float, high: float, most: int, least: float = 0.0) -> float:
    """The distance of the lines: 1, 2 or 5 of some power of ten, the smallest that draws about
    `most` of them, and not below `least`."""
    size = (high - low) or abs(high) or 1.0
    rough = size / most
    power = 10.0 ** floor(log10(rough))
    nice = (power * one for one in (1, 2, 5, 10))
    return max(next(n for n in nice if n >= rough or len(ticks(low, high, n)) <= most), least)


def ticks(low: float, high: float, size: float) -> tuple[float, ...]:
    """The multiples of `size` from `low` to `high`, the lowest first."""
    first, last = ceil(low / size - 1e-9), floor(high / size + 1e-9)
    return tuple(n * size for n in range(first, last + 1))


def around(low: float, high: float) -> tuple[float, float]:
    """The ends of a scale that shows `low` to `high` with a little air."""
    air = (high - low) * 0.06 or abs(high) * 0.01 or 1.0
    return low - air, high + air


def tick_text(value: float, size: float) -> str:
    """A figure of a scale, with as many digits as tell it from the next, `size` away."""
    digits = max(0, -floor(log10(size) + 1e-9))
    return grouped(value + 0.0, digits)
