"""Whether a document meets a plan, without any engine: what an engine must answer, by definition.

Pure. Scores are not worked out.
"""

from collections.abc import Mapping

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


def matches(plan: Plan, document: Document) -> bool:
    """Whether the document is one of those that the plan asks for."""
    return Facts(document).meet(plan)


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

    def meet(self, plan: Plan) -> bool:
        """Whether the plan is met."""
        match plan:
            case Term(field, text):
                return text in self.terms[field]
            case Phrase(grams):
                return self._in_a_row(grams)
            case Between(column, low, high):
                value = self._number(column)
                return (low is None or low <= value) and (high is None or value < high)
            case OneOf(column, values):
                return self._number(column) in values
            case AllOf(parts, none):
                return all(map(self.meet, parts)) and not any(map(self.meet, none))
            case AnyOf(parts, least):
                return sum(map(self.meet, parts)) >= least
            case BestOf(parts):
                return any(map(self.meet, parts))
            case Weighed(part) | Flat(part):
                return self.meet(part)
            case Everything():
                return True

    def _number(self, column: str) -> int:
        return self.document.newest if column == "newest" else self.document.id

    def _in_a_row(self, grams: tuple[str, ...]) -> bool:
        if not self.terms["grams"].issuperset(grams):
            return False
        if self._places is None:
            self._places = {}
            for place, gram in enumerate(self.document.grams):
                self._places.setdefault(gram, []).append(place)
        told = self.document.grams
        return any(told[at : at + len(grams)] == grams for at in self._places[grams[0]])
