"""Longest match of many words in one pass."""

from collections.abc import Iterable, Iterator
from itertools import chain
from operator import add
from typing import Generic, TypeVar

from aggregator.language.scripts import is_latin

T = TypeVar("T")


class Matcher(Generic[T]):
    """Finds the longest known word at each place. Words and texts are folded.

    A word that begins or ends with a Latin letter or digit must not touch another one there.
    Time is linear in the text: the lengths to try hang on the first two characters.
    """

    def __init__(self, words: Iterable[tuple[str, T]]) -> None:
        self._values: dict[str, T] = dict(words)
        lengths: dict[str, set[int]] = {}
        for word in self._values:
            lengths.setdefault(word[:2], set()).add(len(word))
        self._lengths = {head: sorted(sizes, reverse=True) for head, sizes in lengths.items()}
        self._singles = frozenset(head for head in self._lengths if len(head) == 1)

    def find(self, text: str) -> Iterator[tuple[int, int, T]]:
        """Yield (start, end, value), left to right, never overlapping."""
        lengths, values, size = self._lengths, self._values, len(text)
        free = 0
        for place in self._starts(text):
            if place < free:
                continue
            for length in lengths.get(text[place : place + 2]) or lengths[text[place]]:
                end = place + length
                word = text[place:end]
                if end <= size and word in values and stands_alone(text, place, end):
                    yield place, end, values[word]
                    free = end
                    break

    def _starts(self, text: str) -> list[int]:
        """Where a word may begin. Most places fall out here, at the speed of C."""
        heads = map(add, text, chain(text[1:], ("",)))
        lengths, singles = self._lengths, self._singles
        if not singles:
            return [place for place, head in enumerate(heads) if head in lengths]
        return [p for p, head in enumerate(heads) if head in lengths or head[0] in singles]


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no Latin word runs on over either end of `text[start:end]`."""
    if start and is_latin(text[start]) and is_latin(text[start - 1]):
        return False
    return not (end < len(text) and is_latin(text[end - 1]) and is_latin(text[end]))
