"""The book in force: one lexicon with all that is compiled from it, swapped as a whole.

Whoever needs something compiled from the lexicon asks `part`; it is built once a book. A swap is
one assignment, so a text is never read half with the old words and half with the new within one
look-up, and a broken lexicon leaves the old book in force.
"""

from collections.abc import Callable
from threading import RLock
from typing import Any, ClassVar, Protocol, TypeVar, cast

from aggregator.language.lexicon import FOLDER, Lexicon, load

T = TypeVar("T")


class _Cached(Protocol):
    def cache_clear(self) -> None: ...


C = TypeVar("C", bound=_Cached)


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

    def build_as(self, other: "Book") -> None:
        """Build every part that another book has, so that no reader waits after the swap."""
        for build in list(other._parts):  # noqa: SLF001 - a book of this class
            self.part(build)


class _Shelf:
    shipped: Lexicon | None = None
    book: Book | None = None
    caches: ClassVar[list[Callable[[], None]]] = []


def shipped() -> Lexicon:
    """The lexicon that ships with the product, read once a process. Raises `LexiconError`."""
    if _Shelf.shipped is None:
        _Shelf.shipped = load(sorted(FOLDER.glob("*.tsv")))
    return _Shelf.shipped


def ship(edition: Lexicon) -> None:
    """Let an earlier edition stand for the shipped files of this process: they can't be read."""
    _Shelf.shipped = edition


def forgotten(cached: C) -> C:
    """Empty this `lru_cache` at every swap: it holds what hangs on the book in force."""
    _Shelf.caches.append(cached.cache_clear)
    return cached


def book() -> Book:
    """The book in force; the shipped lexicon's until another is installed."""
    found = _Shelf.book
    if found is None:
        found = _Shelf.book = Book(shipped())
    return found


def install(new: Book) -> None:
    """Put a book in force for this process. Build its parts first: readers don't wait then."""
    _Shelf.book = new
    for clear in _Shelf.caches:
        clear()


def lexicon() -> Lexicon:
    """The lexicon in force."""
    return book().lexicon


def dictionary_version() -> str:
    """The version of the lexicon in force: 16 hexadecimal digits."""
    return lexicon().version
