"""Longest match of many words in one pass."""

from collections.abc import Iterable, Iterator
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

    def find(self, text: str) -> Iterator[tuple[int, int, T]]:
        """Yield (start, end, value), left to right, never overlapping."""
        lengths, values = self._lengths, self._values
        place, size = 0, len(text)
        while place < size:
            sizes = lengths.get(text[place : place + 2]) or lengths.get(text[place])
            for length in sizes or ():
                end = place + length
                word = text[place:end]
                if end <= size and word in values and stands_alone(text, place, end):
                    yield place, end, values[word]
                    place = end - 1
                    break
            place += 1


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no Latin word runs on over either end of `text[start:end]`."""
    if start and is_latin(text[start]) and is_latin(text[start - 1]):
        return False
    return not (end < len(text) and is_latin(text[end - 1]) and is_latin(text[end]))
