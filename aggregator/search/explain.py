"""Why an article stands where it stands among the hits of a query, or why it is none."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone

from aggregator.search.asking import considered
from aggregator.search.engines.current import current
from aggregator.search.errors import BadQuery
from aggregator.search.plan import AllOf, Everything, OneOf, Plan
from aggregator.search.query.matching import Reach
from aggregator.search.query.parse import parse
from aggregator.search.query.planning import plan
from aggregator.search.query.query import Clause, Query, alternatives
from aggregator.search.query.words import units
from aggregator.search.ranking import Ranked

_DEEPEST = 24


@dataclass(frozen=True, slots=True)
class Account:
    """A number that the engine came to, what it says of it, and the numbers that it is made of."""

    value: float
    said: str
    parts: tuple["Account", ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one article.

    `rank` and `ranked`: among the best (from 1), None when it is not; `account`: the engine's own,
    None when it is no hit; `unmet`: labels of what of the query it does not meet, which a hit of
    a wider net has as well.
    """

    article_id: int
    indexed: bool
    rank: int | None
    ranked: Ranked | None
    account: Account | None
    unmet: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A query as it was understood, how wide the net was cast, and the best of `total` articles."""

    query: Query
    reach: Reach
    total: int
    ranked: tuple[Ranked, ...]
    verdict: Verdict | None


def explain(text: str, article_id: int | None, now: datetime) -> Explanation:
    """Explain a query, and one article when asked to. Raises `BadQuery`, `IndexUnavailable`."""
    asked = parse(text, timezone.localdate(now))
    found = considered(asked, now)
    verdict = None
    if article_id is not None:
        verdict = _verdict(asked, found.reach, found.plan, found.ranked, article_id)
    return Explanation(asked, found.reach, found.total, found.ranked, verdict)


def _verdict(
    asked: Query, reach: Reach, wanted: Plan, ranked: Sequence[Ranked], article_id: int
) -> Verdict:
    places = {one.row.id: rank for rank, one in enumerate(ranked, 1)}
    rank = places.get(article_id)
    told = current().explain(wanted, article_id)
    indexed = told is not None or _meets(Everything(), article_id)
    return Verdict(
        article_id,
        indexed,
        rank,
        ranked[rank - 1] if rank else None,
        None if told is None else _account(told),
        tuple(_unmet(asked, reach, article_id)) if indexed else (),
    )


def _unmet(asked: Query, reach: Reach, article_id: int) -> Iterator[str]:
    """What fails by itself: each word of a wording; clauses joined by OR as one."""
    groups = (one for row in alternatives(asked.clauses) for one in _single_words(row))
    for group in groups:
        try:
            wanted = plan(Query(asked.text, group), reach)
        except BadQuery:
            continue
        if not _meets(wanted, article_id):
            yield " OR ".join(("-" if one.negated else "") + one.label for one in group)


def _single_words(group: tuple[Clause, ...]) -> list[tuple[Clause, ...]]:
    """A wording that stands alone by its words, anything else whole."""
    first, *others = group
    if others or first.kind != "words" or first.negated:
        return [group]
    wordings = [" ".join(word.text for word in unit.words) for unit in units(first.value)]
    return [(replace(first, value=wording, label=wording),) for wording in wordings]


def _meets(wanted: Plan, article_id: int) -> bool:
    own = AllOf((wanted, OneOf("id", (article_id,))))
    return bool(current().find(own, limit=1, count=False).rows)


def _account(told: Mapping[str, object], depth: int = 0) -> Account:
    """Engines built on BM25 tell it in one form: value, description, details."""
    details = told.get("details")
    parts = details if isinstance(details, list) and depth < _DEEPEST else []
    value = told.get("value")
    return Account(
        float(value) if isinstance(value, (int, float)) else 0.0,
        " ".join([str(told.get("description", "")), *_context(told)]),
        tuple(_account(part, depth + 1) for part in parts if isinstance(part, Mapping)),
    )


def _context(told: Mapping[str, object]) -> list[str]:
    """Which term a number is of, where the engine keeps that apart."""
    context = told.get("context")
    return [str(one) for one in context] if isinstance(context, list) else []
