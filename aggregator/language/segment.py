"""Cutting text into words, coarse for display and fine for search, with offsets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from aggregator.language.atoms import SHAPES, pair_of
from aggregator.language.book import forgotten
from aggregator.language.dictionary import Dictionary, dictionary
from aggregator.language.folding import folding
from aggregator.language.numbers.numerals import NUMBER, plain, read_number
from aggregator.language.scripts import WORD

_PARTS = re.compile(f"{WORD}+")
_NUMBER = re.compile(r"\d[\d.,]*")
_PARTICLES = frozenset("已将拟遭被曾仍未并需或超约每各该其与和及对向从为因由至达逾近较再又也均内")
_SHORTEST_NUMBER = {"calendar": 4}  # 2026 for 2026年, but no lone 10 for 10日
_LONGEST = 7  # no dictionary word inside a longer one is worth more than this


@dataclass(frozen=True, slots=True)
class Token:
    """A word to index. `text` is folded; `start` and `end` are offsets into the original.

    Sub-words follow their long word and share its `position`, so that a phrase query and a
    query for the part both hit.
    """

    text: str
    start: int
    end: int
    position: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A word in folded text: its shape (a group of `atoms.SHAPES`, or `mixed`) and place."""

    shape: str
    start: int
    end: int


def pieces(folded: str) -> Iterator[Piece]:
    """The coarse cut of folded text, without what stands between words."""
    book = dictionary()
    place = 0
    for start, end, _ in book.mixed.find(folded):
        yield from _between(folded, place, start, book)
        yield Piece("mixed", start, end)
        place = end
    yield from _between(folded, place, len(folded), book)


def _between(folded: str, start: int, end: int, book: Dictionary) -> Iterator[Piece]:
    for shape in SHAPES.finditer(folded, start, end):
        kind = shape.lastgroup or ""
        place = shape.start()
        if kind == "han":
            for word in _han_words(shape.group(), book):
                yield Piece("han", place, place + len(word))
                place += len(word)
        elif kind == "latin" and "-" in shape.group() and pair_of(shape.group(), book.tickers):
            middle = place + shape.group().index("-")
            yield Piece("latin", place, middle)
            yield Piece("latin", middle + 1, shape.end())
        else:
            yield Piece(kind, place, shape.end())


def _han_words(run: str, book: Dictionary) -> Iterator[str]:
    """jieba's cut, but a guess of its model that opens with a particle (已达, 遭人用) is undone."""
    for word in book.cutter.cut(run, True):
        if len(word) > 1 and word[0] in _PARTICLES and not book.cutter.has_word(word):
            yield from book.cutter.cut(word, False)
        else:
            yield word


def segment(text: str) -> list[Token]:
    """Words and their sub-words for index and query alike; spaces and punctuation dropped."""
    folded = folding(text)
    tokens: list[Token] = []
    for position, piece in enumerate(pieces(folded.text)):
        word = folded.text[piece.start : piece.end]
        tokens.append(Token(word.replace(" ", ""), *folded.span(piece.start, piece.end), position))
        for part, start, end in _parts(piece.shape, word):
            span = folded.span(piece.start + start, piece.start + end)
            tokens.append(Token(part, *span, position))
    return tokens


def _parts(shape: str, word: str) -> tuple[tuple[str, int, int], ...]:
    if shape == "han":
        return _parts_in(dictionary(), word) if len(word) > 2 else ()
    if shape == "latin" and word.isalpha() and not word.endswith(("usdt", "usdc", "usd")):
        return ()
    return tuple(_shape_parts(shape, word))


@forgotten
@lru_cache(maxsize=20_000)
def _parts_in(book: Dictionary, word: str) -> tuple[tuple[str, int, int], ...]:
    size = len(word)
    # A person is no part of another word: 何一 is not in 任何一位.
    barred = frozenset[str]() if word in book.people else book.people
    spans = (
        (start, start + length)
        for length in range(2, min(size, _LONGEST + 1))
        for start in range(size - length + 1)
    )
    parts = ((word[start:end], start, end) for start, end in spans)
    return tuple(part for part in parts if book.cutter.has_word(part[0]) and part[0] not in barred)


def _shape_parts(shape: str, word: str) -> Iterator[tuple[str, int, int]]:
    """What a reader may type instead: 71000 for 71,000 and 7.1万, erc20 for ERC-20."""
    if shape in ("figure", "calendar", "ordinal"):
        number = _NUMBER.search(word)
        bare = number.group().replace(",", "") if number else ""
        if number and len(bare) >= _SHORTEST_NUMBER.get(shape, 2) and bare != word:
            yield bare, number.start(), number.end()
        value = _value(word) if shape == "figure" else ""
        if value not in ("", bare):
            yield value, 0, len(word)
        return
    pair = pair_of(word, dictionary().tickers) if shape == "latin" else None
    if pair:
        yield pair[0], 0, len(pair[0])
        yield pair[1], len(word) - len(pair[1]), len(word)
        return
    parts = list(_PARTS.finditer(word))
    for part in parts:
        if part.group() != word and (len(part.group()) > 1 or part.group().isdigit()):
            yield part.group(), part.start(), part.end()
    if shape == "latin" and len(parts) > 1 and "-" in word:
        yield word.replace("-", ""), 0, len(word)


def _value(word: str) -> str:
    """The digits of a figure with its powers of ten applied; "" for a share or part of one."""
    match = NUMBER.fullmatch(word)
    number = read_number(match) if match else None
    return plain(number.value) if number and number.value == number.value.to_integral() else ""
