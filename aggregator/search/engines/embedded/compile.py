"""A plan as a query of tantivy. No user text ever meets the engine's own parser."""

from collections.abc import Iterable
from typing import Any

import tantivy

from aggregator.search.engines.embedded.schema import schema
from aggregator.search.plan import (
    VALUES,
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

_SCHEMA = schema()
# Of each column its type and the numbers it can hold.
_COLUMNS = {
    "id": (tantivy.FieldType.Integer, -(1 << 63), (1 << 63) - 1),
    "newest": (tantivy.FieldType.Unsigned, 0, (1 << 64) - 1),
}
_Q = tantivy.Query


def compiled(plan: Plan) -> Any:  # noqa: C901 - one line for each shape of a plan
    """The query; a value that the engine could not take (half a surrogate pair) matches nothing."""
    match plan:
        case Term(field, text) if field in VALUES:
            return _Q.const_score_query(_Q.term_query(_SCHEMA, field, _sayable(text)), 0.0)
        case Term(field, text):
            return _Q.term_query(_SCHEMA, field, _sayable(text))
        case Phrase((gram,)):
            return _Q.term_query(_SCHEMA, "grams", _sayable(gram))
        case Phrase(grams):
            return _Q.phrase_query(_SCHEMA, "grams", [_sayable(gram) for gram in grams])
        case Between(column, low, high):
            return _range(column, low, high)
        case OneOf(column, values):
            _, least, most = _COLUMNS[column]
            held = [one for one in values if least <= one <= most]
            return _Q.const_score_query(_Q.term_set_query(_SCHEMA, column, held), 0.0)
        case AllOf(parts, none, better):
            return _boolean(must=parts, none=none, better=better)
        case AnyOf(parts, least):
            return _Q.boolean_query([(tantivy.Occur.Should, compiled(one)) for one in parts], least)
        case BestOf(parts):
            return _Q.disjunction_max_query([compiled(one) for one in parts])
        case Weighed(part, weight):
            return _Q.boost_query(compiled(part), weight)
        case Flat(part, score):
            return _Q.const_score_query(compiled(part), score)
        case Everything():
            return _Q.all_query()


def _boolean(must: Iterable[Plan], none: Iterable[Plan], better: Iterable[Plan]) -> Any:
    required = [(tantivy.Occur.Must, compiled(one)) for one in must]
    if not required:
        required = [(tantivy.Occur.Must, compiled(Flat(Everything(), 0.0)))]
    return _Q.boolean_query(
        [
            *required,
            *((tantivy.Occur.MustNot, compiled(one)) for one in none),
            *((tantivy.Occur.Should, compiled(one)) for one in better),
        ]
    )


def _range(column: str, low: int | None, high: int | None) -> Any:
    """Bounds beyond every number that the column can hold are no bounds, or leave nothing."""
    kind, least, most = _COLUMNS[column]
    if (low is not None and low > most) or (high is not None and high <= least):
        return _Q.empty_query()
    bottom = None if low is None or low <= least else low
    top = None if high is None or high > most else high
    if bottom is None and top is None:
        return _Q.all_query()
    return _Q.range_query(_SCHEMA, column, kind, bottom, top, include_upper=top is None)


def _sayable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
