"""What a reader typed, as words and phrases. Pure, and never an error for any text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from aggregator.language import Token, dictionary_version, segment
from aggregator.search.names import spellings, tags_by_name

LONGEST = 200
MOST_WORDS = 32
_LONGEST_NAME = 5  # words
_QUOTED = re.compile(r"[\"“”＂「『]([^\"“”＂「」『』]+)[\"“”＂」』]")
_GAP = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, other ways to write the whole of it, and the parts that make it up in order."""

    text: str
    others: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """What must stand in an article: all the words, or (`exact`) the words as a phrase.

    An article filed under a tag named `name` or under one of the tags `slugs` is a hit as well,
    and so is one in which another of their names stands (`spellings`, each a phrase).
    """

    words: tuple[Word, ...]
    exact: bool = False
    name: str = ""
    slugs: tuple[str, ...] = ()
    spellings: tuple[tuple[Word, ...], ...] = ()


def parse(query: str) -> tuple[Part, ...]:
    """The parts of a query, which must all be met. Empty when no word is in it.

    Looks at the first 200 characters and 32 words.  "短语" and 「短语」 are exact; a quotation mark
    without its partner means nothing, and there are no other operators.
    """
    left = MOST_WORDS
    parts: list[Part] = []
    for text, exact in _pieces(query[:LONGEST]):
        words = _words(segment(text))[:left]
        left -= len(words)
        if exact and words:
            parts.append(Part(words, exact=True))
        else:
            parts.extend(_named(words))
    return tuple(parts)


def _pieces(query: str) -> Iterator[tuple[str, bool]]:
    place = 0
    for quoted in _QUOTED.finditer(query):
        yield query[place : quoted.start()], False
        yield _GAP.sub("", quoted.group(1)), True
        place = quoted.end()
    yield query[place:], False


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


def _named(words: tuple[Word, ...]) -> Iterator[Part]:
    """One part for each word, but one for all the words of a name such as Vitalik Buterin."""
    names = tags_by_name()
    place = 0
    while place < len(words):
        runs = (words[place:end] for end in range(place + _LONGEST_NAME, place + 1, -1))
        run = next((run for run in runs if _key(run) in names), words[place : place + 1])
        slugs = names.get(_key(run), ())
        yield Part(run, name=_key(run), slugs=slugs, spellings=_others(run, slugs))
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
