"""Whether a document meets a plan, without any engine: what an engine must answer, by definition.

Pure. Scores are not worked out. A plan is compiled into a test once, for it is asked often.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias

from aggregator.search.document import Document
from aggregator.search.plan import (
    AllOf,
    AnyOf,
    BestOf,
    Between,
    Everything,
    Flat,
    OneOf,
    Phrase,
    Plan,
    Term,
    Weighed,
)

_LISTS = ("title", "text", "grams", "tags", "about", "coin", "topic", "addr")
_WORDS = ("source", "kind", "month", "important", "lead")


class Facts:
    """A document as plans ask about it: the set of terms of each field, and where grams stand."""

    __slots__ = ("_places", "document", "terms")

    def __init__(self, document: Document) -> None:
        self.document = document
        self.terms: Mapping[str, frozenset[str]] = {
            **{name: frozenset(getattr(document, name)) for name in _LISTS},
            **{name: frozenset((getattr(document, name),)) for name in _WORDS},
        }
        self._places: dict[str, list[int]] | None = None

    def number(self, column: str) -> int:
        """The value of a number column."""
        return self.document.newest if column == "newest" else self.document.id

    def in_a_row(self, grams: tuple[str, ...]) -> bool:
        """Whether the grams stand in the text one behind the other."""
        if not self.terms["grams"].issuperset(grams):
            return False
        if self._places is None:
            self._places = {}
            for place, gram in enumerate(self.document.grams):
                self._places.setdefault(gram, []).append(place)
        told = self.document.grams
        return any(told[at : at + len(grams)] == grams for at in self._places[grams[0]])


Test: TypeAlias = Callable[[Facts], bool]


def matches(plan: Plan, document: Document) -> bool:
    """Whether the document is one of those that the plan asks for."""
    return compiled(plan)(Facts(document))


def compiled(plan: Plan) -> Test:
    """The test whether a document meets the plan."""
    match plan:
        case Term(field, text):
            return lambda facts: text in facts.terms[field]
        case Phrase(grams):
            return lambda facts: facts.in_a_row(grams)
        case Between(column, low, high):
            return lambda facts: (
                (low is None or low <= facts.number(column))
                and (high is None or facts.number(column) < high)
            )
        case OneOf(column, values):
            return lambda facts: facts.number(column) in values
        case AllOf(parts, none):
            return _all_of([compiled(one) for one in parts], _any_of(none))
        case AnyOf(parts, least):
            return _any_of(parts) if least == 1 else _some_of([*map(compiled, parts)], least)
        case BestOf(parts):
            return _any_of(parts)
        case Weighed(part) | Flat(part):
            return compiled(part)
        case Everything():
            return lambda _: True


def _all_of(tests: list[Test], unwanted: Test) -> Test:
    def test(facts: Facts) -> bool:
        for one in tests:
            if not one(facts):
                return False
        return not unwanted(facts)

    return test


def _some_of(tests: list[Test], least: int) -> Test:
    return lambda facts: sum(one(facts) for one in tests) >= least


def _any_of(parts: Iterable[Plan]) -> Test:
    """Most alternatives are lone terms: those of a field are looked up together."""
    terms: dict[str, set[str]] = {}
    rest: list[Test] = []
    for one in _alternatives(parts):
        if isinstance(one, Term):
            terms.setdefault(one.field, set()).add(one.text)
        else:
            rest.append(compiled(one))
    fields = [*terms.items()]

    def test(facts: Facts) -> bool:
        for field, texts in fields:
            if not facts.terms[field].isdisjoint(texts):
                return True
        for one in rest:  # noqa: SIM110 - asked often: `any` takes twice as long
            if one(facts):
                return True
        return False

    return test


def _alternatives(parts: Iterable[Plan]) -> Iterator[Plan]:
    """The parts, and in the place of one that is met by one of its own parts, those."""
    for one in parts:
        match one:
            case BestOf(inner) | AnyOf(inner, 1):
                yield from _alternatives(inner)
            case Weighed(part) | Flat(part):
                yield from _alternatives((part,))
            case _:
                yield one
