"""Asking: from a query to a page of hits, whatever the engine."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db import connection
from django.utils import timezone

from aggregator.search import cursors, pages
from aggregator.search.cursors import Place
from aggregator.search.engines.current import current
from aggregator.search.engines.engine import Engine, Row
from aggregator.search.errors import BadQuery
from aggregator.search.pages import NEWEST, Hit, Page, chunk_size
from aggregator.search.plan import AllOf, Between, Flat, Plan
from aggregator.search.query.matching import Reach
from aggregator.search.query.parse import parse
from aggregator.search.query.planning import is_worded, plan
from aggregator.search.query.query import Query
from aggregator.search.ranking import Ranked

_MOST = 100
_REACHES: dict[str, tuple[Reach, ...]] = {
    "relevance": ("letters", "some", "any"),
    "newest": ("words", "letters", "some", "any"),
}

Order = Literal["relevance", "newest"]


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
    engine = current()
    found = None
    if cursor:
        place = cursors.read(cursor, name)
        wanted = _until(plan(asked, place.reach), place.until)
    else:
        place, wanted, found = _first(engine, asked, order, limit)
    page = Page(engine, wanted, limit, grouped, now, found)
    hits, following = (
        page.ranked(place)
        if place.part == "ranked"
        else page.dated(place, ranked=order == "relevance")
    )
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
    engine = current()
    place, wanted, found = _first(engine, asked, "relevance", pages.RANKED)
    best = Page(engine, wanted, pages.RANKED, grouped=False, now=now, found=found).best()
    return Considered(place.reach, wanted, place.total, tuple(best))


def _first(
    engine: Engine, asked: Query, order: Order, limit: int
) -> tuple[Place, Plan, tuple[Row, ...] | None]:
    """Where the first page begins, with the narrowest reach that finds anything, and its rows.

    One look-up gives the rows and how many there are. Should one of them have arrived since
    `until` was read, they are looked up again without it, as on later pages.
    """
    until = _latest()
    ranked = order == "relevance"
    wanted: Plan | None = None
    for reach in _REACHES[order]:
        wider = plan(asked, reach)
        if wider == wanted:
            continue
        wanted = wider
        found = engine.find(
            wanted,
            limit=pages.RANKED if ranked else chunk_size(limit),
            by="score" if ranked else "newest",
        )
        widest = reach
        if found.total:
            break
    assert wanted is not None  # noqa: S101 - there is always a reach
    if widest == "some" and plan(asked, "any") == wanted:
        widest = "any"  # of two words
    place = Place(
        "ranked" if ranked else "dated",
        0 if ranked else NEWEST,
        widest,
        found.total or 0,
        until,
    )
    rows = found.rows if all(row.id <= until for row in found.rows) else None
    return place, _until(wanted, until), rows


def _latest() -> int:
    """The highest number of an article; asked plainly, the ORM takes longer than the rest."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT MAX(id) FROM articles_article")
        return cursor.fetchone()[0] or 0


def _until(wanted: Plan, until: int) -> Plan:
    return AllOf((wanted, Flat(Between("id", None, until + 1), 0.0)))
