"""Asking: from a query to a page of hits, whatever the engine."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from django.utils import timezone

from aggregator.articles.models import Article
from aggregator.search import cursors
from aggregator.search.cursors import Place
from aggregator.search.engines.current import current
from aggregator.search.engines.engine import Engine, Row
from aggregator.search.errors import BadQuery
from aggregator.search.grouping import first_of_story, newest_of_story
from aggregator.search.plan import AllOf, Between, Flat, Plan
from aggregator.search.query.matching import Reach
from aggregator.search.query.parse import parse
from aggregator.search.query.planning import is_worded, plan
from aggregator.search.query.query import Query
from aggregator.search.ranking import ALONE, Ranked, rank, stories_of

# So many of the best are ranked; what comes behind them follows by date, to any depth.
RANKED = 200
_MOST = 100
_REACHES: dict[str, tuple[Reach, ...]] = {
    "relevance": ("letters", "some", "any"),
    "newest": ("words", "letters", "some", "any"),
}

Order = Literal["relevance", "newest"]


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found; `story` is 0 where it has none, `reports` how many that has."""

    article_id: int
    story: int
    reports: int
    score: float


@dataclass(frozen=True, slots=True)
class Results:
    """A page of hits, the cursor of the next ("" at the end), how many articles there are in all.

    `reach` says how wide the net had to be cast: "some" and "any" want to be said to readers.
    """

    hits: tuple[Hit, ...]
    cursor: str
    total: int
    reach: Reach


def search(
    query: str | Query,
    *,
    order: Order = "relevance",
    limit: int = 20,
    cursor: str = "",
    grouped: bool = False,
    now: datetime | None = None,
) -> Results:
    """Find articles, a page of 1 to 100 at a time; with `grouped` one for each story.

    The net is cast wider, step by step, only while nothing is found. What arrives after the first
    page was made stays out of the next ones. Raises `BadQuery`, `BadCursor`, `IndexUnavailable`.
    """
    if order not in _REACHES:
        raise BadQuery(f"There is no order {order!r}; it is relevance or newest")
    now = now or timezone.now()
    asked = query if isinstance(query, Query) else parse(query, timezone.localdate(now))
    name = f"{order}:{grouped:d}:{asked.text}"
    order = order if is_worded(asked) else "newest"
    limit = min(max(limit, 1), _MOST)
    if cursor:
        place = cursors.read(cursor, name)
        wanted = _until(plan(asked, place.reach), place.until)
    else:
        place, wanted = _first(asked, order)
    page = _Page(current(), wanted, limit, grouped, now)
    hits, following = page.ranked(place) if place.part == "ranked" else page.dated(place, order)
    next_cursor = cursors.write(following, name) if following else ""
    return Results(tuple(hits), next_cursor, place.total, place.reach)


@dataclass(frozen=True, slots=True)
class Considered:
    """What the first page by relevance is taken from: reach, plan, number of articles, the best."""

    reach: Reach
    plan: Plan
    total: int
    ranked: tuple[Ranked, ...]


def considered(asked: Query, now: datetime) -> Considered:
    """What `search` ranks for a query, ungrouped. Raises `BadQuery`, `IndexUnavailable`."""
    place, wanted = _first(asked, "relevance")
    best = _Page(current(), wanted, RANKED, grouped=False, now=now)._best()  # noqa: SLF001 - ours
    return Considered(place.reach, wanted, place.total, tuple(best))


def _first(asked: Query, order: Order) -> tuple[Place, Plan]:
    """Where the first page begins: with the narrowest reach that finds anything."""
    until = Article.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    part: cursors.Part = "ranked" if order == "relevance" else "dated"
    after = 0 if order == "relevance" else 1 << 63
    reach: Reach = "words"
    wanted: Plan | None = None
    total = 0
    for reach in _REACHES[order]:
        wanted = plan(asked, reach)
        total = current().find(wanted, limit=1).total or 0
        if total:
            break
    assert wanted is not None  # noqa: S101 - there is always a reach
    return Place(part, after, reach, total, until), _until(wanted, until)


def _until(wanted: Plan, until: int) -> Plan:
    return AllOf((wanted, Flat(Between("id", None, until + 1), 0.0)))


@dataclass(frozen=True, slots=True)
class _Page:
    """A page to be filled."""

    engine: Engine
    wanted: Plan
    limit: int
    grouped: bool
    now: datetime

    def ranked(self, place: Place) -> tuple[list[Hit], Place | None]:
        """From the best ones; a page that they don't fill is filled by date."""
        best = self._best()
        if self.grouped:
            best = first_of_story(best)
        hits = [_hit(one) for one in best[place.after : place.after + self.limit]]
        after = place.after + len(hits)
        if after < len(best):
            return hits, replace(place, after=after)
        if place.total <= RANKED:
            return hits, None
        dated = replace(place, part="dated", after=1 << 63)
        if len(hits) == self.limit:
            return hits, dated
        more, following = replace(self, limit=self.limit - len(hits)).dated(dated, "relevance")
        return [*hits, *more], following

    def dated(self, place: Place, order: Order) -> tuple[list[Hit], Place | None]:
        """Newest first, without the best ones, which came before."""
        best = self._best() if order == "relevance" else []
        shown = {one.row.id for one in best}
        stories = {one.standing.story for one in best} - {0}
        hits: list[Hit] = []
        last = looked = place.after
        while True:
            older = AllOf((self.wanted, Flat(Between("newest", None, looked), 0.0)))
            size = 2 * self.limit + 1
            chunk = self.engine.find(older, limit=size, by="newest", count=False).rows
            for row, hit in self._kept([row for row in chunk if row.id not in shown], stories):
                if len(hits) == self.limit:
                    return hits, replace(place, after=last)
                hits.append(hit)
                last = row.newest
            if len(chunk) < size:
                return hits, None
            looked = chunk[-1].newest

    def _best(self) -> list[Ranked]:
        rows = self.engine.find(self.wanted, limit=RANKED, count=False).rows
        return rank(rows, stories_of(row.id for row in rows), self.now)

    def _kept(self, rows: Sequence[Row], gone: set[int]) -> list[tuple[Row, Hit]]:
        """The rows to show: of each story the newest that matches, none of the stories `gone`."""
        standings = stories_of(row.id for row in rows)
        if self.grouped:
            rows = newest_of_story(self.engine, self.wanted, rows, standings, gone)
        return [
            (row, Hit(row.id, (on := standings.get(row.id, ALONE)).story, on.reports, 0.0))
            for row in rows
        ]


def _hit(one: Ranked) -> Hit:
    return Hit(one.row.id, one.standing.story, one.standing.reports, one.score)
