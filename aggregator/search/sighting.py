"""Whether letters that stand in a text are there as the word or the name that was meant."""

import re
import unicodedata
from bisect import bisect_right
from functools import cached_property

from aggregator.language import book, find_mentions, segment
from aggregator.language.atoms import pair_of
from aggregator.language.dictionary import dictionary
from aggregator.language.folding import folding
from aggregator.language.matcher import stands_alone
from aggregator.language.reading import compile_matcher, in_its_case
from aggregator.language.scripts import has_han, is_latin
from aggregator.search.needles import Needle

# No word goes across these, so what stands between two of them can be cut by itself.
_STOP = re.compile(r"[。；！？，;!?\n]|,(?!\d)")
_NEAR = 16  # folded characters in which a longer name is looked for
_LONGEST_PAIR = 15

_Cut = tuple[frozenset[tuple[int, int]], frozenset[int]]


class Sighting:
    """One text, read no further than the needles in it ask for. Offsets are of folded text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = folding(text)
        self._cuts: dict[int, _Cut] = {}

    def meant(self, needle: Needle, start: int, end: int) -> bool | None:
        """True: the word or name is meant; False: its letters merely stand there; None: neither."""
        if needle.how == "phrase":
            return True
        if not self._alone(start, end):
            return None
        if needle.how == "name":
            return True if self._is_name(needle, start, end) else None
        if needle.sure or not has_han(needle.text) or self._is_word(start, end):
            return needle.how != "part"
        return False if needle.how == "word" and len(needle.text) > 1 else None

    def _alone(self, start: int, end: int) -> bool:
        """Whether no Latin word or figure runs on over the edges, BTC of BTCUSDT set aside."""
        text = self.folded.text
        if not stands_alone(text, start, end):
            return self._in_pair(start, end)
        before = text[start].isdigit() and self._is_inner(start - 1) and text[start - 2].isdigit()
        after = text[end - 1].isdigit() and self._is_inner(end) and text[end + 1].isdigit()
        return not (before or after)

    def _is_inner(self, place: int) -> bool:
        """Whether a point or comma as figures have it stands there, with room on both sides."""
        inside = 0 < place < len(self.folded.text) - 1
        return inside and self.text[slice(*self.folded.span(place, place + 1))] in (".", ",")

    def _in_pair(self, start: int, end: int) -> bool:
        text, first, last = self.folded.text, start, end
        while first and end - first <= _LONGEST_PAIR and is_latin(text[first - 1]):
            first -= 1
        while last < len(text) and last - first <= _LONGEST_PAIR and is_latin(text[last]):
            last += 1
        pair = pair_of(text[first:last], dictionary().tickers)
        return pair is not None and (start - first, end - first) in (
            (0, len(pair[0])),
            (len(pair[0]), last - first),
        )

    def _is_word(self, start: int, end: int) -> bool:
        """Whether the text is cut there: a word, one inside another, or some in a row."""
        first, last = self.folded.span(start, end)
        words, edges = self._cut_at(first)
        return (first, last) in words or (first in edges and last in edges)

    def _cut_at(self, place: int) -> _Cut:
        """The words and the edges of the coarse words in the clause around a place."""
        number = bisect_right(self._stops, place) - 1
        if number not in self._cuts:
            start, end = self._stops[number], (*self._stops, len(self.text))[number + 1]
            tokens = segment(self.text[start:end])
            words = frozenset((start + one.start, start + one.end) for one in tokens)
            coarse = {one.position: one for one in reversed(tokens)}.values()
            edges = frozenset(start + edge for one in coarse for edge in (one.start, one.end))
            self._cuts[number] = words, edges
        return self._cuts[number]

    @cached_property
    def _stops(self) -> list[int]:
        return [0, *(stop.end() for stop in _STOP.finditer(self.text))]

    def _is_name(self, needle: Needle, start: int, end: int) -> bool:
        first, last = self.folded.span(start, end)
        shown = (char for char in self.text[first:last] if unicodedata.category(char) != "Cf")
        printed = unicodedata.normalize("NFKC", "".join(shown))
        cash = self.folded.text[start - 1 : start] == "$"
        ways = [s for s in needle.surfaces if in_its_case(printed, s) or (cash and s.ticker)]
        if any(not (one.ambiguous or one.exact) for one in ways):
            whole = needle.sure or not has_han(needle.text) or self._is_word(start, end)
            return whole and not self._of_another(needle, start, end)
        return bool(ways) and any(
            one[0] <= first and last <= one[1] and one[2] in needle.slugs for one in self._mentions
        )

    def _of_another(self, needle: Needle, start: int, end: int) -> bool:
        """Whether the name is only the beginning of a longer one: 比特币 of 比特币现金."""
        left = max(0, start - _NEAR)
        near = self.folded.text[left : end + _NEAR]
        for first, last, claims in book().part(compile_matcher).find(near):
            around = first + left <= start and end <= last + left
            if around and last - first > end - start:
                owners = [term for term, _ in claims]
                return all(one.kind != "term" and one.slug not in needle.slugs for one in owners)
        return False

    @cached_property
    def _mentions(self) -> frozenset[tuple[int, int, str]]:
        return frozenset((one.start, one.end, one.slug) for one in find_mentions(self.text))
