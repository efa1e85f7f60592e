"""One hit for each story: which of its reports stands for it."""

from collections.abc import Mapping, Sequence

from aggregator.search.engines.engine import Engine, Row
from aggregator.search.plan import AllOf, OneOf, Plan
from aggregator.search.ranking import Ranked, Standing, reports_of


def first_of_story(ranked: Sequence[Ranked]) -> list[Ranked]:
    """The best one of each story, in the same order; what has no story stands for itself."""
    kept: dict[tuple[int, int], Ranked] = {}
    for one in ranked:
        key = (one.standing.story, 0 if one.standing.story else one.row.id)
        kept.setdefault(key, one)
    return list(kept.values())


def newest_of_story(
    engine: Engine,
    plan: Plan,
    rows: Sequence[Row],
    standings: Mapping[int, Standing],
    gone: set[int],
) -> list[Row]:
    """Of rows that stand newest first those that no newer hit of the same story goes before."""
    stories = {one.story for one in standings.values() if one.reports > 1} - gone
    own = reports_of(stories)
    newest: dict[int, int] = {}
    if own:
        told = engine.find(
            AllOf((plan, OneOf("id", tuple(own)))), limit=len(own), by="newest", count=False
        )
        for row in told.rows:
            newest.setdefault(own[row.id], row.id)
    return [
        row
        for row in rows
        if (on := standings.get(row.id)) is None
        or (on.story not in gone and newest.get(on.story, row.id) == row.id)
    ]
