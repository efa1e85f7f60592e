"""What stands in an article that holds a unit of a query: the words, names, kin, mere letters."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from aggregator.search.document import name_mark, unlisted
from aggregator.search.grams import phrase
from aggregator.search.plan import AllOf, AnyOf, BestOf, Flat, Phrase, Plan, Term, Weighed
from aggregator.search.query.bonds import firms, issued
from aggregator.search.query.words import Unit, Word, telling

# From the narrowest to the widest: words; also where characters merely stand side by side; all
# words but one; any of them.
Reach = Literal["words", "letters", "some", "any"]


# A query of more units than this is a sentence: see `Matcher`.
MANY = 12


@dataclass(frozen=True, slots=True)
class Weights:
    """What a match counts for, beside a word in the body, which counts 1.

    about: the article is about the thing named; tagged: it is filed under it; near: two units
    stand side by side as in the query; kin: another word for the same act; behind: that, and a
    person's firm, for a query of one word; letters: the characters stand there, but not as that
    word.
    """

    title: float = 5.0
    about: float = 2.0
    tagged: float = 0.5
    near: float = 1.5
    kin: float = 0.6
    behind: float = 0.02
    letters: float = 0.01


@dataclass(frozen=True, slots=True)
class Matcher:
    """Plans of units. `count`: how many units the query has.

    A lone one is wanted for itself: its kin and the firm of a person come behind it, and only
    where the net is not cast by words alone. Of many, each is looked for by its words and names
    and nothing else: what a query costs hangs on all ways to meet it.
    """

    reach: Reach
    weights: Weights
    count: int

    def units(self, found: Sequence[Unit]) -> list[Plan]:
        """One part for each unit; one for two that together name a coin (瑞波稳定币)."""
        if self.reach in ("some", "any"):
            found = telling(found)
        parts: list[Plan] = []
        place = 0
        while place < len(found):
            pair = found[place : place + 2]
            coins = issued(pair[0].slugs, wording(pair[1])) if len(pair) == 2 else ()
            if coins:
                both = AllOf(tuple(self.unit(one) for one in pair))
                parts.append(BestOf((both, *map(self.named, coins))))
            else:
                parts.append(self.unit(found[place]))
            place += 2 if coins else 1
        return parts

    def unit(self, unit: Unit) -> Plan:
        """The words, any name of the thing they name, another word for the act."""
        ways = [self._all(unit.words), *map(self._all, unit.spellings)]
        ways += map(self.named, unit.slugs)
        if not unit.slugs:
            name = wording(unit).lstrip("$")
            ways.append(Flat(Term("tags", unlisted(name)), self.weights.tagged))
        if 1 < self.count <= MANY:
            ways += [Weighed(self._told(word), self.weights.kin) for word in unit.kin]
        if self.reach != "words" and self.count <= MANY:
            ways += self._behind(unit)
        return ways[0] if len(ways) == 1 else BestOf(tuple(ways))

    def letters(self, text: str) -> Plan | None:
        """The characters of a text in a row, whatever words they make; None where none are."""
        found = phrase(text)
        return Flat(literal(found), self.weights.letters) if found else None

    def named(self, slug: str) -> Plan:
        """A name of the tag is told, or an editor filed the article under it."""
        filed = Flat(Term("tags", slug), self.weights.tagged)
        return BestOf((self._told(name_mark(slug)), filed))

    def better(self, found: Sequence[Unit]) -> Iterator[Plan]:
        """What no article must meet: it is about what is named, units stand side by side."""
        for unit in found:
            yield from (Flat(Term("about", slug), self.weights.about) for slug in unit.slugs)
        for one, after in pairwise(found) if self.count <= MANY else ():
            pair = phrase(wording(one) + wording(after))
            if len(pair) > 1:
                yield Flat(literal(pair), self.weights.near)

    def _behind(self, unit: Unit) -> Iterator[Plan]:
        letters = self.letters(wording(unit))
        if letters:
            yield letters
        if self.count == 1:
            behind = self.weights.behind
            yield from (Weighed(self._told(word), behind) for word in unit.kin)
            yield from (Weighed(self.named(slug), behind) for slug in firms(unit.slugs))

    def _all(self, words: Sequence[Word]) -> Plan:
        each = [self._word(word) for word in words]
        return each[0] if len(each) == 1 else AllOf(tuple(each))

    def _word(self, word: Word) -> Plan:
        ways: list[Plan] = [self._told(text) for text in (word.text, *word.others)]
        if word.parts:
            ways.append(AllOf(tuple(self._told(part) for part in word.parts)))
        return ways[0] if len(ways) == 1 else BestOf(tuple(ways))

    def _told(self, text: str) -> Plan:
        return AnyOf((Weighed(Term("title", text), self.weights.title), Term("text", text)))


def wording(unit: Unit) -> str:
    """The words of a unit as one text."""
    return " ".join(word.text for word in unit.words)


def literal(grams: tuple[str, ...]) -> Plan:
    """The grams in a row."""
    return Term("grams", grams[0]) if len(grams) == 1 else Phrase(grams)
