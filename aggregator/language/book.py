"""The book in force: one lexicon with all that is compiled from it, swapped as a whole.

Whoever needs something compiled from the lexicon asks `part`; it is built once a book. A swap is
one assignment, so a text is never read half with the old words and half with the new within one
look-up, and a broken lexicon leaves the old book in force.
"""

from collections.abc import Callable
from functools import lru_cache
from threading import RLock
from typing import Any, TypeVar, cast

from aggregator.language.lexicon import FOLDER, Lexicon, load

T = TypeVar("T")


class Book:
    """A lexicon and what was compiled from it so far."""

    def __init__(self, source: Lexicon) -> None:
        self.lexicon = source
        self._parts: dict[Callable[[Lexicon], Any], Any] = {}
        self._lock = RLock()

    def part(self, build: Callable[[Lexicon], T]) -> T:
        """What `build` makes of this lexicon, made at first use."""
        if build not in self._parts:
            with self._lock:
                if build not in self._parts:
                    self._parts[build] = build(self.lexicon)
        return cast("T", self._parts[build])


@lru_cache(maxsize=1)
def shipped() -> Lexicon:
    """The lexicon that ships with the product, read once a process."""
    return load(sorted(FOLDER.glob("*.tsv")))


class _Shelf:
    book: Book | None = None


def book() -> Book:
    """The book in force; the shipped lexicon's until another is installed."""
    found = _Shelf.book
    if found is None:
        found = _Shelf.book = Book(shipped())
    return found


def install(new: Book) -> None:
    """Put a book in force for this process. Build its parts first: readers don't wait then."""
    _Shelf.book = new


def lexicon() -> Lexicon:
    """The lexicon in force."""
    return book().lexicon


def dictionary_version() -> str:
    """The version of the lexicon in force: 16 hexadecimal digits."""
    return lexicon().version
