"""Is a find new to the dictionary in force?"""

from itertools import pairwise

from aggregator.language import Book, fold
from aggregator.language.atoms import pair_of
from aggregator.language.dictionary import compile_dictionary

_ENDINGS = frozenset("器簿链币率机层池仓盘券股桥贷金案战矿税")


class Unknown:
    """Answers from one book: its lexicon and its cutter."""

    def __init__(self, book: Book) -> None:
        dictionary = book.part(compile_dictionary)
        self._cutter, self._tickers = dictionary.cutter, dictionary.tickers
        self._surfaces = {s.folded for term in book.lexicon.terms for s in term.surfaces}
        self._bare = {"".join(surface.split()) for surface in self._surfaces}

    def at_all(self, word: str) -> bool:
        """Whether the lexicon still lacks a word that was found earlier."""
        return "".join(fold(word).split()) not in self._bare

    def han(self, word: str, marked: bool) -> bool:
        """Whether the dictionary has no such word and breaks it where no two words meet.

        A string of known words (交易平台) is none, unless texts mark it as a name (币安人生).
        """
        if word in self._surfaces or self._cutter.has_word(word):
            return False
        if marked:
            return True
        parts = self._cutter.cut(word, False)
        sizes = [len(part) for part in parts]
        # 财|库, 盈|透|证券: characters side by side that no word takes in.
        if any(left == right == 1 for left, right in pairwise(sizes)):
            return True
        return sizes == [2, 1] and word[-1] in _ENDINGS  # 聚合|器

    def latin(self, name: str) -> bool:
        """Whether the lexicon has no such name, nor all its words."""
        key = fold(name)
        if key in self._surfaces or "".join(key.split()) in self._bare:
            return False
        if pair_of(key, self._tickers):
            return False
        return not all(word in self._surfaces for word in key.split())
