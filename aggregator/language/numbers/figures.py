"""Figures: the quantities of a text that are worth setting apart for the eye."""

from dataclasses import dataclass

from aggregator.language.numbers.quantities import quantities

# What is merely counted (13 家, 200 人) is no figure of a market.
_COUNTED = frozenset({"枚", "张", "桶", "盎司", "吨"})


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount or share as printed: `original[start:end] == text`."""

    text: str
    start: int
    end: int


def figures(text: str) -> list[Figure]:
    """Amounts with magnitude and unit, and percentages, in reading order.

    A bare number, a year or a date is no figure; a number before a Latin word is one only
    when that word is written as tickers are, in capitals.
    """
    return [
        Figure(found.text, found.start, found.end)
        for found in quantities(text)
        if found.kind != "count" or found.unit in _COUNTED
    ]
