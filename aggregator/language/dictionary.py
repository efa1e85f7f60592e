"""The cutter: jieba's dictionary with our lexicon laid over it."""

import re
from dataclasses import dataclass
from itertools import product
from typing import Protocol, cast

from aggregator.language.book import book
from aggregator.language.lexicon import Lexicon
from aggregator.language.matcher import Matcher
from aggregator.language.scripts import HAN, has_han, has_latin

# 两周, 五年: spans of time written in Chinese numerals are one word.
_NUMERALS = "一两二三四五六七八九十"
_SPANS = ("年", "周", "天", "日")
# 标普500, U本位, V神: Han grown together with a number or a letter. BSC 链 stays two words.
_MIXED = re.compile(rf"(?:[a-z]|\d+)[{HAN}]+|[{HAN}]+ ?\d+")


class Cutter(Protocol):
    """The part of an rjieba dictionary that is used here."""

    def cut(self, text: str, hmm: bool = True) -> list[str]: ...
    def has_word(self, word: str) -> bool: ...
    def suggest_freq(self, segment: str) -> int: ...
    def add_word(self, word: str, freq: int, tag: str) -> int: ...


@dataclass(frozen=True, slots=True, eq=False)
class Dictionary:
    """Everything segmentation needs, built once a process and only read after that."""

    cutter: Cutter
    mixed: Matcher[str]
    tickers: frozenset[str]
    people: frozenset[str]


def plain_cutter() -> Cutter:
    """rjieba with the dictionary of jieba alone, as compiled into it."""
    import rjieba

    return cast("Cutter", rjieba.Jieba())


class _Spare:
    taken = False


def _spare_cutter() -> Cutter:
    """A plain cutter to write into. Importing rjieba makes one: the first dictionary of a process
    takes that, which saves it a third of a second and 25 MB."""
    import rjieba

    if _Spare.taken:
        return plain_cutter()
    _Spare.taken = True
    return cast("Cutter", rjieba)


def _words(source: Lexicon) -> set[str]:
    return {s.folded for term in source.terms for s in term.surfaces if not s.phrase}


def han_words(source: Lexicon) -> set[str]:
    """The words a lexicon adds to jieba's: all Han, two characters or more, folded."""
    words = _words(source)
    words.update(number + span for number, span in product(_NUMERALS, _SPANS))
    return {word for word in words if has_han(word) and not has_latin(word) and len(word) > 1}


def compile_dictionary(source: Lexicon) -> Dictionary:
    """Lay a lexicon over jieba's dictionary.

    Each word gets the frequency that makes it win over its parts, worked out on the bare
    dictionary (jieba's own rule): without it an added word loses and 贝莱德 falls apart.
    """
    cutter = _spare_cutter()
    han = sorted(han_words(source))
    frequencies = [cutter.suggest_freq(word) for word in han]
    for word, frequency in zip(han, frequencies, strict=True):
        cutter.add_word(word, frequency, "nz")
    mixed = ((word, word) for word in _words(source) if _MIXED.fullmatch(word))
    tickers = {s.folded for term in source.terms for s in term.surfaces if s.ticker}
    people = {s.folded for t in source.terms if t.kind == "person" for s in t.surfaces}
    return Dictionary(cutter, Matcher(mixed), frozenset(tickers), frozenset(people))


def dictionary() -> Dictionary:
    """The dictionary over the lexicon in force, built at first use."""
    return book().part(compile_dictionary)
