"""Which passage of a text says most of what a query asks for. Pure."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from aggregator.language import words
from aggregator.search.marking import Marking, Spot, merged

LENGTH = 110
READ = 8000  # so much of a text is looked at
_BEFORE = 40  # at most so much stands before the first word that is marked
_NEARLY = 8  # what is left over may be so long and is still shown
_LEFT, _RIGHT = 40, 16  # so much around a place is cut into words to see where they end
_SENTENCE = re.compile(r"[。！？；!?;][”」』）)]*\s*|\n\s*|(?<=[a-z])\. +")
_CLAUSE = re.compile(r"[，、：][”」』）)]*\s*|[,:] +")
_ZERO_WIDTH_JOINER = "\u200d"
_FLAGS = ("\U0001f1e6", "\U0001f1ff")  # two of these are one flag
_SKINS = ("\U0001f3fb", "\U0001f3ff")


@dataclass(frozen=True, slots=True)
class Passage:
    """`text[start:end]`, and what is to be marked in it, as offsets into `text`."""

    start: int
    end: int
    spans: tuple[tuple[int, int], ...]


def best_passage(marking: Marking, text: str) -> Passage:
    """About 110 characters that hold most of the units that a query asks for.

    What the text tells seldom weighs more than what it tells often, and of equal passages the
    first wins. Without a match it is the beginning. Only the first 8,000 characters are read.
    """
    head = text[:READ]
    spots = marking.spots(head)
    first, last = _window(spots)
    start = _start(head, first, last)
    end = _end(head, start, last, more=len(text) > READ)
    inside = [spot for spot in spots if start <= spot.start and spot.end <= end]
    return Passage(start, end, tuple(merged(inside)))


def _window(spots: Sequence[Spot]) -> tuple[int, int]:
    """From the first to the last character of the best group of spots; 0, 0 when there is none."""
    often = Counter(spot.unit for spot in spots)
    inside: Counter[int] = Counter()
    best, found, first, worth, end = 0.0, (0, 0), 0, 0.0, 0
    for last in spots:
        end = max(end, last.end)
        worth += 0.0 if inside[last.unit] else 1 + 1 / often[last.unit]
        inside[last.unit] += 1
        # What is told again further on leaves its room to the words around the group.
        while inside[spots[first].unit] > 1 or spots[first].start < end - LENGTH:
            if spots[first] is last:
                break
            gone = spots[first].unit
            inside[gone] -= 1
            worth -= 0.0 if inside[gone] else 1 + 1 / often[gone]
            first += 1
        if worth > best + 1e-9:
            best, found = worth, (spots[first].start, end)
    return found


def _start(text: str, first: int, last: int) -> int:
    """Where to begin: a sentence, else a clause, else a word, so that all of the group fits."""
    if last <= LENGTH or len(text) <= LENGTH + _NEARLY:
        return 0
    before = max(_BEFORE, LENGTH - (len(text) - first))
    least = min(max(first - before, last - LENGTH, 0), first)
    for stop in (_SENTENCE, _CLAUSE):
        for place in _ends(stop, text, least, first):
            return place
    place = _whole(text, least, 1)
    return place if place <= first else _whole(text, first, -1)


def _ends(stop: re.Pattern[str], text: str, least: int, most: int) -> list[int]:
    """Where something new begins between two places, both included."""
    found = (match.end() for match in stop.finditer(text, max(least - 4, 0), most))
    return [place for place in found if least <= place <= most]


def _end(text: str, start: int, last: int, *, more: bool) -> int:
    """Where to stop: at `LENGTH`, or before it rather than inside a word or a figure."""
    most = max(start + LENGTH, last)
    if most + _NEARLY >= len(text) and not more:
        return len(text)
    place = _whole(text, most, -1)
    return place if place >= last else _whole(text, last, 1)


def _whole(text: str, place: int, step: int) -> int:
    """The nearest place at or behind (`step` 1) or before (-1) this one that cuts no word apart."""
    left = max(place - (_LEFT if step < 0 else _RIGHT), 0)
    near = text[left : place + (_RIGHT if step < 0 else _LEFT)]
    edges = [left + edge for edge in accumulate(map(len, words(near)))][:-1]
    edges = [edge for edge in edges if not _clings(text, edge)]
    number = bisect_left(edges, place) if step > 0 else bisect_right(edges, place) - 1
    return edges[number] if 0 <= number < len(edges) else place


def _clings(text: str, place: int) -> bool:
    """Whether the character there is seen as part of the one before it."""
    before, after = text[place - 1], text[place]
    flags = min(before, after) >= _FLAGS[0] and max(before, after) <= _FLAGS[1]
    joined = before == _ZERO_WIDTH_JOINER or _SKINS[0] <= after <= _SKINS[1] or flags
    return joined or unicodedata.category(after) in ("Mn", "Me", "Mc", "Cf")
