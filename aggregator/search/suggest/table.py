"""Names in the order of their letters: what begins with what was typed is a slice. Pure."""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from heapq import nsmallest
from itertools import islice

from aggregator.language.scripts import HAN, has_han
from aggregator.search.names import name_key
from aggregator.search.suggest.readings import initials_of, pinyin_of

_BEHIND = "\U0010ffff"
_WORD_START = re.compile(r"(?<=[\s\-·./_])(?=\w)")
_MIXED = re.compile(rf"([{HAN}]+)([a-z']+)")
_SEPARATORS = str.maketrans("", "", "'’")
# Shorter, pinyin and initials would meet nearly every name.
_LETTERS = 2
# A single letter begins thousands of names, of which a few are shown.
_SLICE = 6000


class Manner(IntEnum):
    """How a name meets what was typed, the nearest first.

    EXACT: it is a name; NAME: the main name or the ticker begins with it, or it spells a name out
    in pinyin or initials; then the beginnings of aliases, of words inside English names, of
    pinyin, of initials; last Chinese characters inside a name.
    """

    EXACT = 0
    NAME = 1
    ALIAS = 2
    WORD = 3
    PINYIN = 4
    INITIALS = 5
    INSIDE = 6


# What a manner becomes where the name ends with what was typed.
_WHOLE = {
    int(Manner.NAME): Manner.EXACT,
    int(Manner.ALIAS): Manner.EXACT,
    int(Manner.PINYIN): Manner.NAME,
    int(Manner.INITIALS): Manner.NAME,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A tag with its names: `name` as shown, `aliases` the other ways to write it."""

    slug: str
    name: str
    kind: str
    ticker: str
    aliases: tuple[str, ...]
    weight: int


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that meets what was typed, how, and under which of its names."""

    entry: Entry
    manner: Manner
    said: str


class Table:
    """The names of entries, sorted by what may be typed for them. Only read once it is built."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self.by_slug = {entry.slug: entry for entry in self.entries}
        rows = sorted(
            (key, manner, number, said)
            for number, entry in enumerate(self.entries)
            for (key, said), manner in _keys(entry).items()
        )
        self._keys = [key for key, _, _, _ in rows]
        self._manners = bytes(manner for _, manner, _, _ in rows)
        self._owners = array("L", (number for _, _, number, _ in rows))
        self._said = [said for _, _, _, said in rows]
        self._chinese = [
            place
            for place, key in enumerate(self._keys)
            if self._manners[place] <= Manner.ALIAS and has_han(key)
        ]

    def find(self, typed: str) -> list[Match]:
        """The entries that a name of begins with what was typed, each in its nearest manner."""
        typed = name_key(typed).removeprefix("$")
        best: dict[int, tuple[int, str]] = {}
        for number, manner, said in self._met(typed) if typed else ():
            known = best.get(number)
            if known is None or (manner, len(said)) < (known[0], len(known[1])):
                best[number] = (manner, said)
        return [Match(self.entries[i], Manner(how), said) for i, (how, said) in best.items()]

    def _met(self, typed: str) -> Iterator[tuple[int, int, str]]:
        letters = typed.isascii()
        yield from self._begin(typed.translate(_SEPARATORS) if letters else typed)
        if letters or len(typed) < _LETTERS:
            return
        for place in self._chinese:
            if self._keys[place].find(typed) > 0:
                yield self._owners[place], Manner.INSIDE, self._said[place]
        if mixed := _MIXED.fullmatch(typed):
            yield from self._half_typed(*mixed.groups())

    def _begin(self, typed: str) -> Iterator[tuple[int, int, str]]:
        start = bisect_left(self._keys, typed)
        end = min(bisect_left(self._keys, typed + _BEHIND, start), start + _SLICE)
        letter = len(typed) < _LETTERS and typed.isascii()
        worst = Manner.ALIAS if letter else Manner.INSIDE
        for place in range(start, end):
            manner = self._manners[place]
            if manner > worst:
                continue
            if len(self._keys[place]) == len(typed) and not letter:
                manner = _WHOLE.get(manner, manner)
            yield self._owners[place], manner, self._said[place]

    def _half_typed(self, head: str, tail: str) -> Iterator[tuple[int, int, str]]:
        """比te, 比tb: the first characters are there, the others are still being typed."""
        tail = tail.translate(_SEPARATORS)
        for number, manner, said in self._begin(head):
            rest = name_key(said)[len(head) :]
            if manner <= Manner.ALIAS and any(way.startswith(tail) for way in pinyin_of(rest)):
                yield number, Manner.PINYIN, said
            elif manner <= Manner.ALIAS and any(way.startswith(tail) for way in initials_of(rest)):
                yield number, Manner.INITIALS, said


def _keys(entry: Entry) -> dict[tuple[str, str], Manner]:
    """What may be typed for an entry, with the name that is meant; each in its nearest manner."""
    keys: dict[str, tuple[Manner, str]] = {}
    first = [(name, Manner.NAME) for name in (entry.name, entry.ticker) if name]
    names = [*first, *((alias, Manner.ALIAS) for alias in entry.aliases)]
    for name, manner in names:
        for key, how in _ways(name, manner):
            if key and (key not in keys or how < keys[key][0]):
                keys[key] = (how, name)
    return {(key, said): how for key, (how, said) in keys.items()}


def _ways(name: str, manner: Manner) -> Iterator[tuple[str, Manner]]:
    key = name_key(name)
    yield key, manner
    if not has_han(key):
        starts = _WORD_START.finditer(name)
        yield from ((name_key(name[start.start() :]), Manner.WORD) for start in islice(starts, 5))
        return
    yield from ((way, Manner.PINYIN) for way in pinyin_of(key))
    if len(key) > 1:
        yield from ((way, Manner.INITIALS) for way in initials_of(key))


def ranked(matches: Iterable[Match], carried: frozenset[str] | None, limit: int) -> list[Match]:
    """The nearest first, then the weightiest. `carried`: the tags that any article carries
    (None: not known); the others come last, but for one that was typed out."""

    def place(match: Match) -> tuple[bool, int, int, int, str]:
        entry = match.entry
        bare = carried is not None and entry.slug not in carried
        idle = bare and match.manner is not Manner.EXACT
        return idle, match.manner, -entry.weight, len(entry.name), entry.slug

    return nsmallest(limit, matches, key=place)
