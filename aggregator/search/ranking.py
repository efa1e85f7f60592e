"""The order of what was found: words first, then what the story of a report says of its weight.

Pure but for `stories_of` and `reports_of`. The score of an engine counts as a share of the best one's, so the
same weights hold for a rare word and a common one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import log1p
from typing import NamedTuple

from django.db import connection

from aggregator.search.document import seconds_of_newest_key
from aggregator.search.engines.engine import Row

_DAY = 86_400
_MOST_REPORTS = 2000
_REPORTS = "SELECT article_id, story_id FROM stories_report WHERE story_id IN"
_STANDINGS = (
    "SELECT r.article_id, r.story_id, s.report_count, s.importance FROM stories_report r "
    "JOIN stories_story s ON s.id = r.story_id WHERE r.article_id IN"
)


@dataclass(frozen=True, slots=True)
class Weights:
    """What each thing adds to a score of words between 0 and 1; `half_life` in days."""

    reports: float = 0.02
    importance: float = 0.05
    recency: float = 0.05
    half_life: float = 30.0


WEIGHTS = Weights()


class Standing(NamedTuple):
    """The story of a report: its number, how many reports it has, its importance (0-100)."""

    story: int
    reports: int
    importance: int


ALONE = Standing(0, 1, 0)


class Ranked(NamedTuple):
    """A row with the parts of its score: `words` 0-1, the others as weighed."""

    row: Row
    standing: Standing
    words: float
    reports: float
    importance: float
    recency: float

    @property
    def score(self) -> float:
        """The sum that the order goes by."""
        return self.words + self.reports + self.importance + self.recency


def rank(
    rows: Sequence[Row],
    standings: Mapping[int, Standing],
    now: datetime,
    weights: Weights = WEIGHTS,
) -> list[Ranked]:
    """The rows, best first; equal ones newest first."""
    best = max((row.score for row in rows), default=1.0) or 1.0
    seconds = now.timestamp()
    ranked = [_ranked(row, standings.get(row.id, ALONE), best, seconds, weights) for row in rows]
    return sorted(ranked, key=lambda one: (one.score, one.row.newest), reverse=True)


def stories_of(ids: Iterable[int]) -> dict[int, Standing]:
    """The standing of each article that has a story: one query."""
    return {article: Standing(*rest) for article, *rest in _asked(_STANDINGS, ids)}


def reports_of(stories: Iterable[int]) -> dict[int, int]:
    """Articles of stories, 2,000 at most, each with its story: one query."""
    return {row[0]: row[1] for row in _asked(_REPORTS, stories)[:_MOST_REPORTS]}


def _asked(query: str, numbers: Iterable[int]) -> list[tuple[int, ...]]:
    """The rows of a query that ends in IN. Plain: over 100 numbers the ORM would take longer."""
    wanted = list(numbers)
    if not wanted:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"{query} ({', '.join(['%s'] * len(wanted))})", wanted)
        return list(cursor.fetchall())


def _ranked(row: Row, standing: Standing, best: float, now: float, weights: Weights) -> Ranked:
    age = max(now - seconds_of_newest_key(row.newest), 0) / _DAY
    return Ranked(
        row,
        standing,
        words=row.score / best,
        reports=weights.reports * log1p(max(standing.reports - 1, 0)),
        importance=weights.importance * standing.importance / 100,
        recency=weights.recency * 0.5 ** (age / weights.half_life),
    )
