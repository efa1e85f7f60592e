"""Facets: what the hits of a query are, counted, and the text that narrows it to each."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from aggregator.articles.models import Article, Tag
from aggregator.feeds.models import Source
from aggregator.search.engines.current import current
from aggregator.search.plan import Everything, Plan
from aggregator.search.query.matching import Reach
from aggregator.search.query.parse import parse
from aggregator.search.query.planning import plan
from aggregator.search.query.query import Clause, ClauseKind, Field, Query, alternatives

# Each facet, in the order that readers see them, and the clauses that choose in it.
FIELDS: Mapping[Field, tuple[ClauseKind, ...]] = {
    "kind": ("kind",),
    "coin": ("coin",),
    "topic": ("topic",),
    "source": ("source",),
    "month": ("since", "until", "days", "day"),
}
LISTED = 24
_COUNTED = 60  # five years of months
_TAGS: tuple[Field, ...] = ("coin", "topic")

Counts = Mapping[Field, Sequence[tuple[str, int]]]
Chosen = Mapping[Field, tuple[Clause, ...]]
Names = Mapping[tuple[Field, str], str]


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet, its name, and how many articles have it (None: not a value we count).

    `text` is the query with this value in the place of another of the facet; that of a `chosen`
    one is the query without it.
    """

    value: str
    name: str
    count: int | None
    text: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """A field of `FIELDS` and its values: the chosen ones first, then the most frequent; months
    newest first."""

    field: Field
    values: tuple[Value, ...]


def facets(query: Query, reach: Reach, today: date) -> tuple[Facet, ...]:
    """The facets that have a value, each counted as if nothing were chosen in it.

    Every other clause holds. At most five counts of the engine and two queries for names. Raises
    `IndexUnavailable`, and `BadQuery` when the query has nothing to look up.
    """
    chosen = {field: _chosen(query, kinds) for field, kinds in FIELDS.items()}
    counts = _counts(query, reach, chosen)
    names = _names(counts, chosen)
    made = (
        Facet(field, (*_first(query, field, chosen[field], counted, names, today), *rest))
        for field, counted in counts.items()
        for rest in [_rest(query, field, chosen[field], counted, names)]
    )
    return tuple(facet for facet in made if facet.values)


def without_all(query: Query, clauses: Sequence[Clause], today: date) -> Query:
    """The query that lacks all these clauses of it."""
    for gone in clauses:
        same = (gone.kind, gone.value, gone.negated)
        for one in query.clauses:
            if (one.kind, one.value, one.negated) == same:
                query = parse(query.without(one), today)
                break
    return query


def _chosen(query: Query, kinds: Sequence[ClauseKind]) -> tuple[Clause, ...]:
    """The clauses that choose; of several joined by OR only where all of them do."""
    return tuple(
        one
        for group in alternatives(query.clauses)
        if all(other.kind in kinds and not other.negated for other in group)
        for one in group
    )


def _counts(query: Query, reach: Reach, chosen: Chosen) -> Counts:
    """The fields without a clause of their own share one count."""
    together: dict[tuple[Clause, ...], list[Field]] = {}
    for field, clauses in chosen.items():
        together.setdefault(clauses, []).append(field)
    counts: dict[Field, Sequence[tuple[str, int]]] = dict.fromkeys(chosen, ())
    for clauses, fields in together.items():
        found = current().facets(_plan(query, clauses, reach), fields, _COUNTED)
        for field in fields:
            counts[field] = _in_order(field, found[field])
    return counts


def _plan(query: Query, but: Sequence[Clause], reach: Reach) -> Plan:
    left = tuple(clause for clause in query.clauses if clause not in but)
    if but and not left:
        return Everything()
    # What only says what must not be there cannot be looked up by itself.
    kept = left if any(not clause.negated for clause in left) else query.clauses
    return plan(replace(query, clauses=kept), reach)


def _in_order(field: Field, found: Sequence[tuple[str, int]]) -> Sequence[tuple[str, int]]:
    if field == "month":
        return sorted(found, reverse=True)
    return sorted(found, key=lambda one: (-one[1], one[0]))[:LISTED]


def _first(
    query: Query,
    field: Field,
    chosen: Sequence[Clause],
    counted: Sequence[tuple[str, int]],
    names: Names,
    today: date,
) -> list[Value]:
    """The values that are chosen; days are one value, with a count where they are a month."""
    counts = dict(counted)
    if field != "month":
        return [
            Value(
                one.value,
                _name(field, one.value, names),
                counts.get(one.value, 0),
                query.without(one),
                chosen=True,
            )
            for one in chosen
        ]
    if not chosen:
        return []
    text = without_all(query, chosen, today).text
    month = _month(chosen)
    if not month:
        return [Value("", " ".join(one.label for one in chosen), None, text, chosen=True)]
    return [Value(month, _name(field, month, names), counts.get(month, 0), text, chosen=True)]


def _rest(
    query: Query,
    field: Field,
    chosen: Sequence[Clause],
    counted: Sequence[tuple[str, int]],
    names: Names,
) -> list[Value]:
    taken = {_month(chosen)} if field == "month" else {one.value for one in chosen}
    return [
        Value(value, _name(field, value, names), count, query.having(field, value))
        for value, count in counted
        if value not in taken
    ]


def _month(clauses: Sequence[Clause]) -> str:
    """2026-03 for its first to its last day; "" for other days."""
    days = {one.kind: one.value for one in clauses}
    since, _, until = days.pop("days", "").partition("/")
    since, until = days.pop("since", since), days.pop("until", until)
    if days or not (since and until):
        return ""
    first, last = date.fromisoformat(since), date.fromisoformat(until)
    whole = (first.day, last.day) == (1, monthrange(last.year, last.month)[1])
    return since[:7] if whole and since[:7] == until[:7] else ""


def _names(counts: Counts, chosen: Chosen) -> Names:
    """The name of each (field, value) of tags and outlets: one query for each of the two."""

    def values(field: Field) -> set[str]:
        return {value for value, _ in counts[field]} | {one.value for one in chosen[field]}

    names: dict[tuple[Field, str], str] = {}
    if tags := {slug for field in _TAGS for slug in values(field)}:
        for slug, name in Tag.objects.filter(slug__in=tags).values_list("slug", "name"):
            names |= {(field, slug): name for field in _TAGS}
    if sources := values("source"):
        for slug, name in Source.objects.filter(slug__in=sources).values_list("slug", "name"):
            names["source", slug] = name
    return names


def _name(field: Field, value: str, names: Names) -> str:
    if field == "month":
        return f"{int(value[:4])}年{int(value[5:])}月"
    if field == "kind":
        return dict(Article.Kind.choices).get(value, value)
    return names.get((field, value), value)
