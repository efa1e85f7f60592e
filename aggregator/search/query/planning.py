"""From a query to a plan: what must stand in an article, and what makes it a better hit."""

from aggregator.language import fold
from aggregator.search.errors import BadQuery
from aggregator.search.grams import phrase
from aggregator.search.plan import AllOf, AnyOf, BestOf, Flat, Plan
from aggregator.search.query.filters import filter_plan
from aggregator.search.query.matching import MANY, Matcher, Reach, Weights, literal
from aggregator.search.query.query import Clause, Query, alternatives
from aggregator.search.query.words import Unit, units

WEIGHTS = Weights()
_WORDED = frozenset({"words", "phrase", "address", "day"})


def plan(query: Query, reach: Reach, weights: Weights = WEIGHTS) -> Plan:
    """What to look for. Raises `BadQuery` when nothing of the query can be looked up."""
    if _is_lone_day(query):
        return _lone_day(query, Matcher(reach, weights, 1))
    named = _wanted(query)
    matcher = Matcher(reach, weights, len(named))
    worded: list[Plan] = []
    must: list[Plan] = []
    none: list[Plan] = []
    for group in alternatives(query.clauses):
        unwanted = [
            _whole(one, Matcher("words", weights, len(named))) for one in group if one.negated
        ]
        none += [one for one in unwanted if one]
        asked = [clause for clause in group if not clause.negated]
        if len(asked) == 1 and asked[0].kind in _WORDED:
            worded += _parts(asked[0], matcher)
        elif ways := [one for clause in asked if (one := _whole(clause, matcher))]:
            must.append(ways[0] if len(ways) == 1 else AnyOf(tuple(ways)))
    if not (worded or must):
        raise BadQuery("The query has nothing to look for in it; give at least one word")
    if reach in ("some", "any") and len(worded) > 1:
        # Any word of a sentence says nothing, and is in nearly every article.
        least = 1 if reach == "any" and len(worded) <= MANY else len(worded) - 1
        worded = [AnyOf(tuple(worded), least)]
    return AllOf((*worded, *must), tuple(none), tuple(matcher.better(named)))


def is_worded(query: Query) -> bool:
    """Whether any clause scores; without one only the date can order the hits."""
    worded = any(clause.kind in _WORDED and not clause.negated for clause in query.clauses)
    return worded or _is_lone_day(query)


def _is_lone_day(query: Query) -> bool:
    """Whether 昨日 is all that was typed: the day may be meant, or the word."""
    return [clause.kind for clause in query.clauses] == ["days"] and ":" not in fold(query.text)


def _lone_day(query: Query, matcher: Matcher) -> Plan:
    day = filter_plan(query.clauses[0])
    words = AllOf(tuple(matcher.units(units(query.text))))
    return BestOf((Flat(day, 1.0), Flat(words, 0.0))) if day else words


def _wanted(query: Query) -> list[Unit]:
    """The units of all words that are looked for."""
    wanted = [one for one in query.clauses if one.kind == "words" and not one.negated]
    return [unit for clause in wanted for unit in units(clause.value)]


def _whole(clause: Clause, matcher: Matcher) -> Plan | None:
    """The clause as one part; None when nothing of it can be looked up."""
    if clause.kind not in _WORDED:
        return filter_plan(clause)
    parts = _parts(clause, matcher)
    return parts[0] if len(parts) == 1 else AllOf(tuple(parts)) if parts else None


def _parts(clause: Clause, matcher: Matcher) -> list[Plan]:
    """One part for each unit of a wording; a phrase, a day and an address are one."""
    if clause.kind == "phrase" and (grams := phrase(clause.value)):
        return [literal(grams)]
    known = filter_plan(clause)
    words = matcher.units(units(clause.label if clause.kind == "day" else clause.value))
    if known and words:
        return [BestOf((known, AllOf(tuple(words))))]
    letters = matcher.letters(clause.value) if matcher.reach == "letters" else None
    if letters and len(words) > 1:  # 没到: cut in two here, and otherwise where it stands
        return [BestOf((AllOf(tuple(words)), letters))]
    return words
