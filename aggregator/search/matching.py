"""Words and phrases as a query of the engine. No user text ever meets the engine's parser."""

from collections.abc import Iterable, Sequence
from typing import Any

import tantivy

from aggregator.search.queries import Part, Word
from aggregator.search.schema import schema

_SCHEMA = schema()
_FIELDS = (("title", 5.0), ("text", 1.0))
_TAG_WEIGHT = 1.0
_SPELLING_WEIGHT = 0.9


def matching(parts: Sequence[Part], filters: Iterable[tuple[str, str]]) -> Any:
    """Every part must be met, and every (field, value) filter, which changes no score."""
    must = [(tantivy.Occur.Must, _part(part)) for part in parts]
    for field, value in filters:
        only = tantivy.Query.const_score_query(_term(field, value), 0.0)
        must.append((tantivy.Occur.Must, only))
    return tantivy.Query.boolean_query(must)


def before(query: Any, newest: int) -> Any:
    """Only what comes after this key in the date order (newest first)."""
    older = tantivy.Query.range_query(
        _SCHEMA, "newest", tantivy.FieldType.Unsigned, upper_bound=newest, include_upper=False
    )
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, older)])


def between(low: int, high: int | None) -> Any:
    """Articles with low < id <= high; without an end when `high` is None."""
    return tantivy.Query.range_query(
        _SCHEMA,
        "id",
        tantivy.FieldType.Integer,
        lower_bound=low,
        upper_bound=high,
        include_lower=False,
    )


def _part(part: Part) -> Any:
    ways = [_exact(part.words) if part.exact else _all(part.words)]
    ways += [_weighed(_exact(way), _SPELLING_WEIGHT) for way in part.spellings]
    # The best way counts, not their sum: "比特币（BTC）" says one thing twice.
    found = [ways[0] if len(ways) == 1 else tantivy.Query.disjunction_max_query(ways)]
    found += [_weighed(_term("names", part.name), _TAG_WEIGHT)] if part.name else []
    found += [_weighed(_term("tags", slug), _TAG_WEIGHT) for slug in part.slugs]
    return _any(found)


def _all(words: Sequence[Word]) -> Any:
    each = [_any([_in_field(word, field, weight) for field, weight in _FIELDS]) for word in words]
    if len(each) == 1:
        return each[0]
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, query) for query in each])


def _exact(words: Sequence[Word]) -> Any:
    """The words in a row, each as it is or each in its parts, in one field."""
    if len(words) == 1:
        return _all(words)
    whole = [word.text for word in words]
    taken_apart = [text for word in words for text in word.parts or (word.text,)]
    ways = [whole] if whole == taken_apart else [whole, taken_apart]
    return _any(
        [_weighed(_phrase(field, way), weight) for field, weight in _FIELDS for way in ways]
    )


def _in_field(word: Word, field: str, weight: float) -> Any:
    """The word, or its parts in a row where a text was cut that way."""
    ways = [_term(field, text) for text in (word.text, *word.others)]
    if word.parts:
        ways.append(_phrase(field, word.parts))
    best = ways[0] if len(ways) == 1 else tantivy.Query.disjunction_max_query(ways)
    return _weighed(best, weight)


def _any(queries: Sequence[Any]) -> Any:
    if len(queries) == 1:
        return queries[0]
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])


def _weighed(query: Any, weight: float) -> Any:
    return query if weight == 1.0 else tantivy.Query.boost_query(query, weight)


def _term(field: str, text: str) -> Any:
    return tantivy.Query.term_query(_SCHEMA, field, text)


def _phrase(field: str, words: Sequence[str]) -> Any:
    """At least two words: the engine panics at fewer."""
    return tantivy.Query.phrase_query(_SCHEMA, field, list(words))
