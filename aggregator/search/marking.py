"""Which places of a text a query matches, in the text as it was written. Pure.

The text is folded and looked through for the letters of all that the query means; it is cut into
words, or read for names, only around those letters and only where they alone don't decide.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from aggregator.language import dictionary_version, find_addresses, plain
from aggregator.language.folding import Folded
from aggregator.language.numbers.numerals import NUMBER, read_number
from aggregator.search.needles import Needle, Sought, address_key, sought
from aggregator.search.query.query import Clause, Query
from aggregator.search.sighting import Sighting


@dataclass(frozen=True, slots=True)
class Spot:
    """`text[start:end]` is what unit number `unit` of the query means."""

    start: int
    end: int
    unit: int


@dataclass(frozen=True, slots=True)
class Marking:
    """What a query marks in texts. Made by `marking`; may be shared between threads."""

    sought: Sought
    _heads: dict[str, tuple[Needle, ...]] = field(init=False, repr=False, compare=False)
    _head: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        heads: dict[str, tuple[Needle, ...]] = {}
        for needle in sorted(self.sought.needles, key=lambda one: -len(one.text)):
            heads[needle.text[0]] = (*heads.get(needle.text[0], ()), needle)
        letters = "".join(map(re.escape, heads))
        object.__setattr__(self, "_heads", heads)
        object.__setattr__(self, "_head", re.compile(f"[{letters}]" if letters else "(?!)"))

    def spans(self, text: str) -> list[tuple[int, int]]:
        """What is to be marked: offsets (code points) in order, none overlapping. Linear time."""
        return merged(self.spots(text))

    def spots(self, text: str) -> list[Spot]:
        """Every place that a unit means, in order; two may overlap.

        Letters that are no word there, and the parts of a word, count only for a unit that is
        told nowhere else in the text.
        """
        sure: set[Spot] = set()
        spare: set[Spot] = set()
        for spot, meant in self._sightings(text):
            (sure if meant else spare).add(spot)
        sure.update(self._addresses(text))
        told = {spot.unit for spot in sure}
        sure.update(spot for spot in spare if spot.unit not in told)
        return sorted(sure, key=lambda spot: (spot.start, -spot.end, spot.unit))

    def _sightings(self, text: str) -> Iterator[tuple[Spot, bool]]:
        seen = Sighting(text)
        folded = seen.folded
        yield from ((spot, True) for spot in self._figures(folded))
        told: dict[int, int] = {}  # how far what is known of a unit reaches: 以太 inside 以太坊
        for head in self._head.finditer(folded.text):
            start = head.start()
            for needle in self._heads[head.group()]:
                end = needle.end(folded.text, start)
                if end > told.get(needle.unit, 0):
                    meant = seen.meant(needle, start, end)
                    if meant is not None:
                        yield Spot(*folded.span(start, end), needle.unit), meant
                    if meant:
                        told[needle.unit] = end

    def _figures(self, folded: Folded) -> Iterator[Spot]:
        """Where the text writes a figure with a power of ten: 6.4万 for 64000."""
        for match in NUMBER.finditer(folded.text) if self.sought.figures else ():
            number = read_number(match) if match["power"] and not match["more_power"] else None
            digits = plain(number.value) if number else ""
            end = match.end(
                "rest_power" if match["rest_power"] else "rest" if match["rest"] else "power"
            )
            for unit, wanted in self.sought.figures:
                if digits == wanted:
                    yield Spot(*folded.span(match.start(), end), unit)

    def _addresses(self, text: str) -> Iterator[Spot]:
        for one in find_addresses(text) if self.sought.addresses else ():
            told = address_key(one.text)
            for unit, wanted in self.sought.addresses:
                if told and wanted and (told <= wanted or wanted <= told):
                    yield Spot(one.start, one.end, unit)


def merged(spots: Iterable[Spot]) -> list[tuple[int, int]]:
    """The spans of spots that come in order; those that overlap become one."""
    spans: list[tuple[int, int]] = []
    for spot in spots:
        if spans and spot.start < spans[-1][1]:
            spans[-1] = spans[-1][0], max(spans[-1][1], spot.end)
        else:
            spans.append((spot.start, spot.end))
    return spans


def marking(query: Query) -> Marking:
    """What this query marks: its words, names, phrases and addresses, but nothing it excludes."""
    wanted = tuple(clause for clause in query.clauses if not clause.negated)
    return _made(wanted, dictionary_version())


@lru_cache(maxsize=500)
def _made(clauses: tuple[Clause, ...], _dictionary: str) -> Marking:
    return Marking(sought(clauses))
