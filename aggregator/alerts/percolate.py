"""Percolation: which of many saved searches does one article meet? Pure.

Each search waits under the terms of which a matching article must have one, so most searches are
never looked at. The parts of those that are (a name, a filter) stand in many searches; each part
is tried once for an article.
"""

from collections.abc import Mapping

from aggregator.alerts.matching import Facts, Test, compiled
from aggregator.alerts.necessary import Frequencies, Needed, needed, rarest
from aggregator.search.document import Document
from aggregator.search.plan import AllOf, Plan, Term


class Percolator:
    """Searches by id, compiled. Build it once; asking it changes nothing."""

    def __init__(self, searches: Mapping[int, Plan], frequencies: Frequencies) -> None:
        self._parts: list[Test] = []
        self._searches: list[tuple[int, tuple[int, ...]]] = []
        self._always: list[int] = []
        self._waiting: dict[str, dict[str, list[int]]] = {}
        numbers: dict[Plan, int] = {}
        sets: list[Needed] = []
        for search, plan in searches.items():
            own = []
            for part in _parts(plan):
                if part not in numbers:
                    numbers[part] = len(self._parts)
                    self._parts.append(compiled(part))
                    sets.append(needed(part, frequencies))
                own.append(numbers[part])
            self._wait(len(self._searches), rarest([sets[one] for one in own], frequencies))
            self._searches.append((search, tuple(own)))

    def matching(self, document: Document) -> list[int]:
        """The ids of the searches that the document meets, in the order they were given."""
        facts = Facts(document)
        tried: dict[int, bool] = {}
        found = []
        for place in sorted(self._candidates(facts)):
            search, parts = self._searches[place]
            for part in parts:
                met = tried.get(part)
                if met is None:
                    met = tried[part] = self._parts[part](facts)
                if not met:
                    break
            else:
                found.append(search)
        return found

    def _candidates(self, facts: Facts) -> set[int]:
        places = set(self._always)
        for field, waiting in self._waiting.items():
            for term in facts.terms[field] & waiting.keys():
                places.update(waiting[term])
        return places

    def _wait(self, place: int, terms: Needed) -> None:
        if terms is None:
            self._always.append(place)
            return
        for term in terms:
            self._waiting.setdefault(term.field, {}).setdefault(term.text, []).append(place)


def _parts(plan: Plan) -> tuple[Plan, ...]:
    """What all must be met: the cheapest to try first. What is better to have is no condition."""
    if not isinstance(plan, AllOf):
        return (plan,)
    inner = [part for one in plan.parts for part in _parts(one)]
    without = [AllOf((), none=plan.none)] if plan.none else []
    return tuple(sorted([*inner, *without], key=lambda one: not isinstance(one, Term)))
