"""From a query to a plan."""

from collections.abc import Sequence
from typing import Literal

from aggregator.search.document import name_mark
from aggregator.search.errors import BadQuery
from aggregator.search.grams import phrase
from aggregator.search.plan import (
    AllOf,
    AnyOf,
    BestOf,
    Flat,
    Phrase,
    Plan,
    Term,
    Weighed,
)
from aggregator.search.query.query import Clause, Query
from aggregator.search.query.words import Unit, Word, units

# From the narrowest to the widest: words; also where characters merely stand side by side; all
# words but one; any of them.
Reach = Literal["words", "letters", "some", "any"]
_TITLE = 5.0
_ABOUT = 2.0
_TAGGED = 0.5
_LETTERS = 0.01


def plan(query: Query, reach: Reach) -> Plan:
    """What to look for. Raises `BadQuery` when nothing of the query can be looked up."""
    parts: list[Plan] = []
    better: list[Plan] = []
    for clause in query.clauses:
        for part, about in _clause(clause, reach):
            parts.append(part)
            better += about
    if not parts:
        raise BadQuery("The query has no word in it; give at least one")
    if reach in ("some", "any") and len(parts) > 1:
        least = 1 if reach == "any" else max(len(parts) - 1, 1)
        return AllOf((AnyOf(tuple(parts), least),), better=tuple(better))
    return AllOf(tuple(parts), better=tuple(better))


def _clause(clause: Clause, reach: Reach) -> list[tuple[Plan, list[Plan]]]:
    if clause.kind == "phrase":
        found = phrase(clause.value)
        return [(_phrase(found), [])] if found else []
    return [(_unit(one, reach), _about(one)) for one in units(clause.value)]


def _unit(unit: Unit, reach: Reach) -> Plan:
    ways = [_all(unit.words)]
    if unit.slugs:
        marks = [name_mark(slug) for slug in unit.slugs]
        ways += [_in_text(mark) for mark in marks]
        ways += [Flat(Term("tags", slug), _TAGGED) for slug in unit.slugs]
    if reach != "words":
        letters = phrase("".join(word.text for word in unit.words))
        ways += [Flat(_phrase(letters), _LETTERS)] if letters else []
    return ways[0] if len(ways) == 1 else BestOf(tuple(ways))


def _about(unit: Unit) -> list[Plan]:
    return [Flat(Term("about", slug), _ABOUT) for slug in unit.slugs]


def _all(words: Sequence[Word]) -> Plan:
    each = [_word(word) for word in words]
    return each[0] if len(each) == 1 else AllOf(tuple(each))


def _word(word: Word) -> Plan:
    ways: list[Plan] = [_in_text(text) for text in (word.text, *word.others)]
    if word.parts:
        ways.append(AllOf(tuple(_in_text(part) for part in word.parts)))
    return ways[0] if len(ways) == 1 else BestOf(tuple(ways))


def _in_text(text: str) -> Plan:
    return AnyOf((Weighed(Term("title", text), _TITLE), Term("text", text)))


def _phrase(grams: tuple[str, ...]) -> Plan:
    return Term("grams", grams[0]) if len(grams) == 1 else Phrase(grams)
