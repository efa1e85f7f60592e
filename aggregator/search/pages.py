"""Filling a page of hits: the best ones, then the rest by date, each story once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from aggregator.search.cursors import Place
from aggregator.search.engines.engine import Engine, Row
from aggregator.search.grouping import first_of_story, newest_of_story
from aggregator.search.plan import AllOf, Between, Flat, Plan
from aggregator.search.ranking import ALONE, Ranked, rank, stories_of

# So many of the best are ranked; what comes behind them follows by date, to any depth.
RANKED = 100
NEWEST = 1 << 63  # behind no `newest` key


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found; `story` is 0 where it has none, `reports` how many that has."""

    article_id: int
    story: int
    reports: int
    score: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be filled; `found` are the first rows, where they were looked up before."""

    engine: Engine
    wanted: Plan
    limit: int
    grouped: bool
    now: datetime
    found: tuple[Row, ...] | None = None

    def ranked(self, place: Place) -> tuple[list[Hit], Place | None]:
        """From the best ones; a page that they don't fill is filled by date."""
        best = self.best()
        if self.grouped:
            best = first_of_story(best)
        hits = [_hit(one) for one in best[place.after : place.after + self.limit]]
        after = place.after + len(hits)
        if after < len(best):
            return hits, replace(place, after=after)
        if place.total <= RANKED:
            return hits, None
        dated = replace(place, part="dated", after=NEWEST)
        if len(hits) == self.limit:
            return hits, dated
        more, following = replace(self, limit=self.limit - len(hits)).dated(dated, ranked=True)
        return [*hits, *more], following

    def dated(self, place: Place, *, ranked: bool) -> tuple[list[Hit], Place | None]:
        """Newest first; `ranked`: without the best ones, which came before."""
        shown = {row.id for row in self._top()} if ranked else set()
        stories = {one.story for one in stories_of(shown).values()}
        hits: list[Hit] = []
        last = looked = place.after
        while True:
            chunk = self._older(looked, ranked=ranked)
            for row, hit in self._kept([row for row in chunk if row.id not in shown], stories):
                if len(hits) == self.limit:
                    return hits, replace(place, after=last)
                hits.append(hit)
                last = row.newest
            if len(chunk) < chunk_size(self.limit):
                return hits, None
            looked = chunk[-1].newest

    def best(self) -> list[Ranked]:
        """The best rows in their order."""
        rows = self._top()
        return rank(rows, stories_of(row.id for row in rows), self.now)

    def _top(self) -> tuple[Row, ...]:
        if self.found is not None:
            return self.found
        return self.engine.find(self.wanted, limit=RANKED, count=False).rows

    def _older(self, looked: int, *, ranked: bool) -> tuple[Row, ...]:
        if self.found is not None and not ranked and looked == NEWEST:
            return self.found
        older = AllOf((self.wanted, Flat(Between("newest", None, looked), 0.0)))
        size = chunk_size(self.limit)
        return self.engine.find(older, limit=size, by="newest", count=False).rows

    def _kept(self, rows: Sequence[Row], gone: set[int]) -> list[tuple[Row, Hit]]:
        """The rows to show: of each story the newest that matches, none of the stories `gone`."""
        standings = stories_of(row.id for row in rows)
        if self.grouped:
            rows = newest_of_story(self.engine, self.wanted, rows, standings, gone)
        return [
            (row, Hit(row.id, (on := standings.get(row.id, ALONE)).story, on.reports, 0.0))
            for row in rows
        ]


def chunk_size(limit: int) -> int:
    """How many rows are looked up by date at a time: some are other reports of one story."""
    return 2 * limit + 1


def _hit(one: Ranked) -> Hit:
    return Hit(one.row.id, one.standing.story, one.standing.reports, one.score)
