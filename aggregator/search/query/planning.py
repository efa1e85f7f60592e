"""From a query to a plan: what must stand in an article, and what makes it a better hit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from aggregator.search.document import name_mark, unlisted
from aggregator.search.errors import BadQuery
from aggregator.search.grams import phrase
from aggregator.search.plan import AllOf, AnyOf, BestOf, Flat, Phrase, Plan, Term, Weighed
from aggregator.search.query.bonds import firms, issued
from aggregator.search.query.filters import filter_plan
from aggregator.search.query.query import Clause, Query
from aggregator.search.query.words import Unit, Word, units

# From the narrowest to the widest: words; also where characters merely stand side by side; all
# words but one; any of them.
Reach = Literal["words", "letters", "some", "any"]


@dataclass(frozen=True, slots=True)
class Weights:
    """What a match counts for, beside a word in the body, which counts 1.

    about: the article is about the thing named; tagged: it is filed under it; near: two units
    stand side by side as in the query; kin: another word for the same act;
    behind: that, and a person's firm, for a query of one word; letters: the characters stand
    there, but not as that word.
    """

    title: float = 5.0
    about: float = 2.0
    tagged: float = 0.5
    near: float = 1.5
    kin: float = 0.6
    behind: float = 0.02
    letters: float = 0.01


WEIGHTS = Weights()
_WORDED = frozenset({"words", "phrase", "address"})


def plan(query: Query, reach: Reach, weights: Weights = WEIGHTS) -> Plan:
    """What to look for. Raises `BadQuery` when nothing of the query can be looked up."""
    worded: list[Plan] = []
    must: list[Plan] = []
    none: list[Plan] = []
    better: list[Plan] = []
    for group in _groups(query.clauses):
        none += [
            one for clause in group if clause.negated and (one := _whole(clause, "words", weights))
        ]
        asked = [clause for clause in group if not clause.negated]
        better += [one for clause in asked for one in _better(clause, weights)]
        if len(asked) == 1 and asked[0].kind in _WORDED:
            worded += _parts(asked[0], reach, weights)
        elif ways := [one for clause in asked if (one := _whole(clause, reach, weights))]:
            must.append(ways[0] if len(ways) == 1 else AnyOf(tuple(ways)))
    if not (worded or must):
        raise BadQuery("The query has nothing to look for in it; give at least one word")
    if reach in ("some", "any") and len(worded) > 1:
        worded = [AnyOf(tuple(worded), 1 if reach == "any" else len(worded) - 1)]
    return AllOf((*worded, *must), tuple(none), tuple(better))


def is_worded(query: Query) -> bool:
    """Whether any clause scores; without one only the date can order the hits."""
    return any(clause.kind in _WORDED and not clause.negated for clause in query.clauses)


def _groups(clauses: Sequence[Clause]) -> Iterator[list[Clause]]:
    """Clauses of which one is enough stand together."""
    group: list[Clause] = []
    for clause in clauses:
        if group and not clause.either:
            yield group
            group = []
        group.append(clause)
    if group:
        yield group


def _whole(clause: Clause, reach: Reach, weights: Weights) -> Plan | None:
    """The clause as one part; None when nothing of it can be looked up."""
    if clause.kind not in _WORDED:
        return filter_plan(clause)
    parts = _parts(clause, reach, weights)
    return parts[0] if len(parts) == 1 else AllOf(tuple(parts)) if parts else None


def _parts(clause: Clause, reach: Reach, weights: Weights) -> list[Plan]:
    """One part for each unit of a wording; a phrase and an address are one."""
    if clause.kind == "phrase":
        found = phrase(clause.value)
        return [_literal(found)] if found else _units(clause, reach, weights)
    if clause.kind == "address":
        known = filter_plan(clause)
        words = _units(clause, reach, weights)
        return [BestOf((known, AllOf(tuple(words))))] if known and words else words
    return _units(clause, reach, weights)


def _units(clause: Clause, reach: Reach, weights: Weights) -> list[Plan]:
    """One part for each unit; one for two that together name a coin (瑞波稳定币)."""
    found = units(clause.value)
    parts: list[Plan] = []
    place = 0
    while place < len(found):
        pair = found[place : place + 2]
        coins = issued(pair[0].slugs, _wording(pair[1])) if len(pair) == 2 else ()
        if coins:
            both = AllOf(tuple(_unit(one, reach, weights) for one in pair))
            parts.append(BestOf((both, *(_named(slug, weights) for slug in coins))))
        else:
            parts.append(_unit(found[place], reach, weights, alone=len(found) == 1))
        place += 2 if coins else 1
    return parts


def _unit(unit: Unit, reach: Reach, weights: Weights, *, alone: bool = False) -> Plan:
    """The words, any name of the thing they name, another word for the act.

    A word that stands alone in a query is wanted for itself: its kin and the firm of a person
    come behind it, and only where the net is not cast by words alone.
    """
    ways = [_all(unit.words, weights), *(_all(words, weights) for words in unit.spellings)]
    ways += [_named(slug, weights) for slug in unit.slugs]
    if not unit.slugs:
        ways.append(Flat(Term("tags", unlisted(_wording(unit).lstrip("$"))), weights.tagged))
    if not alone:
        ways += [Weighed(_in_text(word, weights), weights.kin) for word in unit.kin]
    if reach != "words":
        ways += _behind(unit, weights, alone=alone)
    return ways[0] if len(ways) == 1 else BestOf(tuple(ways))


def _behind(unit: Unit, weights: Weights, *, alone: bool) -> Iterator[Plan]:
    """What is found behind everything else."""
    letters = phrase(_wording(unit))
    if letters:
        yield Flat(_literal(letters), weights.letters)
    if alone:
        yield from (Weighed(_in_text(word, weights), weights.behind) for word in unit.kin)
        yield from (Weighed(_named(slug, weights), weights.behind) for slug in firms(unit.slugs))


def _named(slug: str, weights: Weights) -> Plan:
    """A name of the tag is told, or an editor filed the article under it."""
    filed = Flat(Term("tags", slug), weights.tagged)
    return BestOf((_in_text(name_mark(slug), weights), filed))


def _better(clause: Clause, weights: Weights) -> list[Plan]:
    found = units(clause.value) if clause.kind == "words" else ()
    about = [Flat(Term("about", slug), weights.about) for one in found for slug in one.slugs]
    pairs = [phrase(_wording(one) + _wording(after)) for one, after in pairwise(found)]
    return [*about, *(Flat(_literal(pair), weights.near) for pair in pairs if len(pair) > 1)]


def _wording(unit: Unit) -> str:
    return " ".join(word.text for word in unit.words)


def _all(words: Sequence[Word], weights: Weights) -> Plan:
    each = [_word(word, weights) for word in words]
    return each[0] if len(each) == 1 else AllOf(tuple(each))


def _word(word: Word, weights: Weights) -> Plan:
    ways: list[Plan] = [_in_text(text, weights) for text in (word.text, *word.others)]
    if word.parts:
        ways.append(AllOf(tuple(_in_text(part, weights) for part in word.parts)))
    return ways[0] if len(ways) == 1 else BestOf(tuple(ways))


def _in_text(text: str, weights: Weights) -> Plan:
    return AnyOf((Weighed(Term("title", text), weights.title), Term("text", text)))


def _literal(grams: tuple[str, ...]) -> Plan:
    return Term("grams", grams[0]) if len(grams) == 1 else Phrase(grams)
