"""Words of a query, and the names among them. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from aggregator.language import Token, dictionary_version, segment
from aggregator.search.names import spellings, tags_by_name

MOST_WORDS = 32
_LONGEST_NAME = 5  # words


@dataclass(frozen=True, slots=True)
class Word:
    """A word, other ways to write the whole of it, and the parts that make it up in order."""

    text: str
    others: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """What a reader means by one word or by the words of one name.

    `slugs` are the tags that bear the name; `spellings` are other ways to write what is no tag
    (an everyday term).
    """

    words: tuple[Word, ...]
    slugs: tuple[str, ...] = ()
    spellings: tuple[tuple[Word, ...], ...] = ()
    kin: tuple[str, ...] = ()


def units(wording: str) -> tuple[Unit, ...]:
    """The units of a wording, at most 32 words. Empty when no word is in it."""
    return tuple(_named(_words(segment(wording))[:MOST_WORDS]))


def _words(tokens: list[Token]) -> tuple[Word, ...]:
    groups = (list(group) for _, group in groupby(tokens, key=lambda token: token.position))
    return tuple(_word(first, rest) for first, *rest in groups)


def _word(whole: Token, inner: list[Token]) -> Word:
    """The first token of a position is the whole word, the others are inside it."""
    others = [t.text for t in inner if (t.start, t.end) == (whole.start, whole.end)]
    parts = [t for t in inner if (t.start, t.end) != (whole.start, whole.end)]
    return Word(whole.text, tuple(others), _tiles(whole, parts))


def _tiles(whole: Token, parts: list[Token]) -> tuple[str, ...]:
    """The fewest parts that lie end to end over the whole word; none when they leave a gap."""
    best: dict[int, tuple[str, ...]] = {whole.start: ()}
    for part in sorted(parts, key=lambda token: (token.start, token.end)):
        # One character between parts may be the hyphen of ERC-20.
        before = best.get(part.start)
        if before is None and part.text.isascii():
            before = best.get(part.start - 1)
        if before is not None and (part.end not in best or len(before) < len(best[part.end]) - 1):
            best[part.end] = (*before, part.text)
    tiles = best.get(whole.end, ())
    return tiles if len(tiles) > 1 else ()


def _named(words: tuple[Word, ...]) -> Iterator[Unit]:
    """One unit for each word, but one for all the words of a name such as Vitalik Buterin."""
    names = tags_by_name()
    place = 0
    while place < len(words):
        runs = (words[place:end] for end in range(place + _LONGEST_NAME, place + 1, -1))
        run = next((run for run in runs if _key(run) in names), words[place : place + 1])
        slugs = names.get(_key(run), ())
        yield Unit(run, slugs=slugs, spellings=_others(run, slugs))
        place += len(run)


def _key(run: tuple[Word, ...]) -> str:
    return "".join(word.text for word in run).lstrip("$")


def _others(run: tuple[Word, ...], slugs: tuple[str, ...]) -> tuple[tuple[Word, ...], ...]:
    version = dictionary_version()
    ways = {_spelled(text, version): None for slug in slugs for text in spellings(slug)}
    return tuple(way for way in ways if way and way != run)


@lru_cache(maxsize=2000)
def _spelled(name: str, _dictionary: str) -> tuple[Word, ...]:
    return _words(segment(name))
