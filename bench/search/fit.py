"""`python -m bench.search.fit [--gold DIR --items FILE]`: the weights of search, fitted.

Coordinate descent over the weights of a match (`query.planning.Weights`) and of the order
(`ranking.Weights`) on the judged queries, for nDCG@10 + recall@20. Ten folds say what a fit is
worth on queries it has not seen; the last lines are the weights over all. They are written into
the code by hand: with 30 queries, differences below 0.04 are noise, and a weight that is not
clearly better stays.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from os import environ
from pathlib import Path
from typing import Any

import django

from bench.environment import environment
from bench.search.__main__ import NEWS

FOLDS = 10
_FACTORS = (0.0, 0.5, 0.75, 1.5, 2.0)
_FITTED = {
    "match": ("title", "about", "tagged", "near", "kin"),
    "order": ("reports", "importance", "recency", "half_life"),
}


@dataclass(frozen=True, slots=True)
class Setting:
    """All weights: `match` of a plan, `order` of the ranking."""

    match: Any
    order: Any

    def with_(self, part: str, name: str, value: float) -> "Setting":
        """The same with one weight otherwise."""
        return replace(self, **{part: replace(getattr(self, part), **{name: value})})


Worth = Callable[[Setting, Sequence[int]], float]


def descend(start: Setting, worth: Worth, queries: Sequence[int]) -> Setting:
    """Change one weight at a time for the better until none is."""
    best, most = start, worth(start, queries)
    while True:
        tries = [
            best.with_(part, name, getattr(getattr(best, part), name) * factor)
            for part, names in _FITTED.items()
            for name in names
            for factor in _FACTORS
            if not (name == "half_life" and factor == 0)
        ]
        scored = [(worth(one, queries), place) for place, one in enumerate(tries)]
        score, place = max(scored, key=lambda pair: (pair[0], -pair[1]))
        if score <= most + 1e-4:
            return best
        best, most = tries[place], score


def folds(count: int) -> list[list[int]]:
    """The places of the queries, dealt out in turn."""
    return [list(range(fold, count, FOLDS)) for fold in range(min(FOLDS, count))]


def worth_of(judged: Sequence[Any], items: dict[int, set[str]], now: datetime) -> Worth:
    """nDCG@10 + recall@20, the mean over some of the judged queries."""
    from aggregator.search.engines.current import current
    from aggregator.search.query.parse import parse
    from aggregator.search.query.planning import plan
    from aggregator.search.ranking import rank, stories_of
    from bench.search.quality import score

    seen: dict[tuple[Any, int], float] = {}

    def one(setting: Setting, place: int) -> float:
        key = (setting, place)
        if key not in seen:
            query = parse(judged[place].query, now.date())
            wanted = plan(query, "letters", setting.match)
            rows = current().find(wanted, limit=200, count=False).rows
            ranked = rank(rows, stories_of(row.id for row in rows), now, setting.order)
            found = [item for hit in ranked for item in sorted(items.get(hit.row.id, ()))[:1]]
            told = score(found, judged[place].grades)
            seen[key] = told.ndcg + told.recall
        return seen[key]

    return lambda setting, queries: sum(one(setting, each) for each in queries) / len(queries)


def main(arguments: Sequence[str]) -> int:
    """Fit and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.search.fit", description=__doc__)
    parser.add_argument("--gold", type=Path, default=NEWS / "gold")
    parser.add_argument("--items", type=Path, default=NEWS / "items.jsonl.gz")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="newsroom-bench-") as var:
        environ.update(environment(Path(var), "none"))
        django.setup()
        from aggregator.search import ranking
        from aggregator.search.query import planning
        from bench.items import real_items
        from bench.search import corpus, quality

        judged = quality.read_judged(given.gold)
        built = corpus.build(real_items(given.items))
        worth = worth_of(judged, built.items, built.now)
        start = Setting(planning.WEIGHTS, ranking.WEIGHTS)
        every = range(len(judged))
        print(f"as they are: {worth(start, every) / 2:.4f}")
        held = 0.0
        for fold in folds(len(judged)):
            rest = [place for place in every if place not in fold]
            held += worth(descend(start, worth, rest), fold) * len(fold)
        print(f"fitted, on queries not seen: {held / len(judged) / 2:.4f}")
        best = descend(start, worth, every)
        print(f"fitted on all: {worth(best, every) / 2:.4f}\n{best.match}\n{best.order}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
