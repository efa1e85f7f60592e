"""Figures: numbers that carry a unit, a currency or a percent sign."""

import re
from dataclasses import dataclass

from aggregator.language.folding import folding

_NUMBER = r"\d{1,24}(?:,\d{3}){0,8}(?:\.\d{1,18})?"
_MAGNITUDE = r"(?:[ ]?(?:万亿|[十百千]?[万亿]|千)|[ ]?(?:million|billion|trillion)|[kmb](?![a-z]))?"
_MONEY = r"(?:美元|美金|港元|港币|日元|韩元|欧元|英镑|人民币|新台币|卢比|卢布|元)"
_COUNT = r"(?:枚|张|倍|桶|盎司|吨)(?:[ ]?[a-z][a-z0-9]{1,9}(?![a-z0-9]))?"
_FIGURE = re.compile(
    rf"""(?<![a-z0-9.,])(?:
    (?:us|hk)?[$¥€£₩]\ ?{_NUMBER}{_MAGNITUDE}
    |{_NUMBER}\ ?[%‰]
    |{_NUMBER}\ ?个?(?:百分点|基点)
    |{_NUMBER}{_MAGNITUDE}\ ?[余多]?\ ?(?:{_MONEY}|{_COUNT})
    |{_NUMBER}{_MAGNITUDE}\ ?(?P<ticker>[a-z][a-z0-9]{{2,9}})(?![a-z0-9.])
    )""",
    re.VERBOSE,
)


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
    folded = folding(text)
    found: list[Figure] = []
    for match in _FIGURE.finditer(folded.text):
        if match["ticker"]:
            start, end = folded.span(*match.span("ticker"))
            if not text[start:end].isupper():
                continue
        start, end = folded.span(*match.span())
        found.append(Figure(text[start:end], start, end))
    return found
