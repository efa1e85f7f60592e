"""A plan as a query of OpenSearch. Terms are cut already, so nothing in them is parsed."""

from collections.abc import Iterable
from typing import Any

from aggregator.search.document import id_of_newest_key, seconds_of_newest_key
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

Query = dict[str, Any]

_LOWEST, _HIGHEST = -(1 << 63), (1 << 63) - 1


def compiled(plan: Plan, scale: float, boost: float = 1.0) -> Query:  # noqa: C901 - one line a shape
    """The query.

    `scale` is what the BM25 of this server must be multiplied with (see `client.Cluster.scale`);
    `boost` is the weight that the parts around this one give it.
    """
    match plan:
        case Term(field, text) if field in VALUES:
            return _flat({"term": {field: {"value": _sayable(text)}}}, 0.0)
        case Term(field, text):
            return {"term": {field: {"value": _sayable(text), "boost": boost * scale}}}
        case Phrase((gram,)):
            return compiled(Term("grams", gram), scale, boost)
        case Phrase(grams):
            wording = _sayable(" ".join(grams))
            return {"match_phrase": {"grams": {"query": wording, "boost": boost * scale}}}
        case Between(column, low, high):
            return _flat(_between(column, low, high), boost)
        case OneOf(column, values):
            return _flat({"terms": {column: [one for one in values if one == _held(one)]}}, 0.0)
        case AllOf(parts, none, better):
            return _all(parts, none, better, scale, boost)
        case AnyOf(parts, least):
            should = [compiled(one, scale) for one in parts]
            return _some({"bool": {"should": should, "minimum_should_match": least}}, should, boost)
        case BestOf(parts):
            queries = [compiled(one, scale) for one in parts]
            return _some({"dis_max": {"queries": queries}}, queries, boost)
        case Weighed(part, weight):
            return compiled(part, scale, boost * weight)
        case Flat(part, score):
            return _flat(compiled(part, scale), score * boost)
        case Everything():
            return {"match_all": {"boost": boost}}


def _all(
    parts: Iterable[Plan], none: Iterable[Plan], better: Iterable[Plan], scale: float, boost: float
) -> Query:
    must = [compiled(one, scale) for one in parts]
    return {
        "bool": {
            "must": must or [_flat({"match_all": {}}, 0.0)],
            "must_not": [compiled(one, scale) for one in none],
            "should": [compiled(one, scale) for one in better],
            "minimum_should_match": 0,
            "boost": boost,
        }
    }


def _some(query: Query, parts: list[Query], boost: float) -> Query:
    """The query; of no parts none is met, where the engine would say that all are."""
    if not parts:
        return {"match_none": {}}
    (name, body), *_ = query.items()
    return {name: body | {"boost": boost}}


def _flat(query: Query, score: float) -> Query:
    return {"constant_score": {"filter": query, "boost": score}}


def _between(column: str, low: int | None, high: int | None) -> Query:
    sides = []
    if low is not None:
        sides.append(_side(column, low, "gt", "gte"))
    if high is not None:
        sides.append(_side(column, high, "lt", "lt"))
    return {"bool": {"filter": sides or [{"match_all": {}}]}}


def _side(column: str, bound: int, beyond: str, at_last: str) -> Query:
    """One bound; of `newest` the time decides, and where that is the same the article."""
    if column != "newest":
        return {"range": {column: {at_last: _held(bound)}}}
    at, number = _held(seconds_of_newest_key(bound)), id_of_newest_key(bound)
    if not number:
        return {"range": {"at": {at_last: at}}}
    same = [{"term": {"at": {"value": at}}}, {"range": {"id": {at_last: number}}}]
    ways: list[Query] = [{"range": {"at": {beyond: at}}}, {"bool": {"filter": same}}]
    return {"bool": {"should": ways, "minimum_should_match": 1}}


def _held(number: int) -> int:
    """The number, or the nearest that the engine can read; ids and times stay far from those."""
    return min(max(number, _LOWEST), _HIGHEST)


def _sayable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
