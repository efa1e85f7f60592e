"""Fits what says whether two reports tell of one event, and says how well it does.

    python -m bench.fit_stories --gold DIR --items FILE [--dry]

Reads `same_event_pairs_dev.jsonl` in DIR and the items in FILE (gzipped JSON lines), fits a
logistic regression with a quadratic penalty by Newton's method, and writes the weights and the
weights of common grams beside `aggregator.stories.score`. Deterministic.
"""

import argparse
import gzip
import json
import math
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from aggregator.stories import commons, measures, score
from aggregator.stories.features import Features, features
from aggregator.stories.measures import Row
from bench.newton import fit

FOLDS = 10
COMMON = 1800  # grams whose weight is written down
RARE = 0.0005  # a gram in fewer reports than this weighs 1
CAUTION = 0.5  # log-odds asked beyond even ones: a wrong merge hurts more than a missed one
# What is known of events before any label is seen; a few hundred pairs say little of these.
PRIOR = {
    "speaker_other": -1.5,
    "deny_one": -0.7,
    "aftermath_one": -0.7,
    "days_clash": -1.0,
    "price_one": -0.7,
    "names_apart": -1.0,
    "products_apart": -1.0,
    "venues_apart": -1.0,
    "coins_apart": -1.0,
    "acts_opposed": -1.0,
    "reaction_one": -1.5,
    "same_source_apart": -1.0,
    "twin": 1.0,
}
HELD = 0.4  # how much of it is kept where the labels would turn a measure round
UNSURE = 0.5  # how much a pair counts that its annotator was not sure of


@dataclass(frozen=True, slots=True)
class Pair:
    """A labelled pair: `row` is None where a rule settles it, as `settled` says."""

    same: bool
    kind: str
    sure: bool
    row: Row | None
    settled: float
    names: tuple[str, str]


def read(items: Path) -> dict[str, dict[str, Any]]:
    """The items by id."""
    with gzip.open(items, "rt", encoding="utf-8") as lines:
        return {row["id"]: row for row in map(json.loads, lines)}


def told(item: dict[str, Any]) -> Features:
    """The features of an item, at the outlet's own time where it gives one."""
    at = datetime.fromisoformat(item["published"] or item["first_seen"])
    return features(item["title"] or "", item["body"] or "", at, item["source"])


def labelled(gold: Path) -> list[dict[str, Any]]:
    """The labels in DIR: a, b, same_event, kind, sure."""
    files = sorted(gold.glob("same_event_pairs_*.jsonl"))
    return [json.loads(line) for path in files for line in path.read_text("utf-8").splitlines()]


def read_pairs(gold: Path, items: dict[str, dict[str, Any]]) -> list[Pair]:
    """The labelled pairs of DIR, measured."""
    pairs: list[Pair] = []
    for label in labelled(gold):
        a, b = told(items[label["a"]]), told(items[label["b"]])
        ruled = score.settled(a, b)
        pairs.append(
            Pair(
                same=label["same_event"],
                kind=label["kind"],
                sure=label["sure"],
                row=measures.measure(a, b) if ruled is None else None,
                settled=ruled.probability if ruled else 0.0,
                names=(items[label["a"]]["title"], items[label["b"]]["title"]),
            )
        )
    return pairs


def fitted(pairs: Sequence[Pair]) -> dict[str, float]:
    """Weights by measure, from the pairs that no rule settles.

    A likeness may only speak for one event and a difference only against it: a measure that the
    few pairs would turn round is left out, and the others are fitted again. What PRIOR knows of it
    is kept in part.
    """
    open_ones = [pair for pair in pairs if pair.row is not None]
    labels = [float(pair.same) for pair in open_ones]
    sureness = [1.0 if pair.sure else UNSURE for pair in open_ones]
    names = list(open_ones[0].row or {})
    while True:
        rows = [[(pair.row or {})[name] for name in names] for pair in open_ones]
        prior = [PRIOR.get(name, 0.0) for name in names]
        found = dict(zip(names, fit(rows, labels, sureness, prior), strict=True))
        turned = [name for name in names if name != "bias" and found[name] * _sign(name) < 0]
        if not turned:
            found["bias"] -= CAUTION
            left = [name for name in open_ones[0].row or {} if name not in found]
            return found | {name: HELD * PRIOR[name] for name in left if name in PRIOR}
        names = [name for name in names if name not in turned]


def _sign(name: str) -> int:
    return 1 if name in measures.LIKENESSES else -1


def verdicts(pairs: Sequence[Pair], by: dict[str, float]) -> list[float]:
    """The probability of each pair."""
    return [score.judge(p.row, by).probability if p.row else p.settled for p in pairs]


def crossed(pairs: Sequence[Pair], seed: int = 7) -> list[float]:
    """Each pair's probability under weights fitted without its fold."""
    order = list(range(len(pairs)))
    random.Random(seed).shuffle(order)
    found = [0.0] * len(pairs)
    for fold in range(FOLDS):
        held = order[fold::FOLDS]
        others = set(held)
        by = fitted([pair for place, pair in enumerate(pairs) if place not in others])
        for place, value in zip(held, verdicts([pairs[p] for p in held], by), strict=True):
            found[place] = value
    return found


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision, recall and F1 of "same", and the share of each kind that was judged right."""

    precision: float
    recall: float
    f1: float
    right: dict[str, float]

    def line(self) -> str:
        kinds = "  ".join(f"{kind} {share:.3f}" for kind, share in sorted(self.right.items()))
        return f"F1 {self.f1:.3f}  P {self.precision:.3f}  R {self.recall:.3f}   {kinds}"


def figures(pairs: Sequence[Pair], chances: Sequence[float]) -> Figures:
    """How well the chances answer the labels, at one half."""
    said = [chance >= 0.5 for chance in chances]
    hits = sum(yes and pair.same for yes, pair in zip(said, pairs, strict=True))
    precision = hits / max(1, sum(said))
    recall = hits / max(1, sum(pair.same for pair in pairs))
    total: Counter[str] = Counter(pair.kind for pair in pairs)
    right = Counter(p.kind for yes, p in zip(said, pairs, strict=True) if yes == p.same)
    f1 = 2 * precision * recall / ((precision + recall) or 1.0)
    return Figures(precision, recall, f1, {kind: right[kind] / n for kind, n in total.items()})


def write_commons(items: dict[str, dict[str, Any]]) -> None:
    """Write down how little the commonest grams and names say: log of their rarity, RARE and below is 1."""
    seen: Counter[str] = Counter()
    for item in items.values():
        report = told(item)
        seen.update(report.grams)
        seen.update(f"@{name}" for name in report.names)
    rarest = -math.log(RARE)
    rows = []
    for gram, count in sorted(seen.most_common(COMMON), key=lambda row: (-row[1], row[0])):
        rows.append(f"{gram}\t{min(1.0, -math.log(count / len(items)) / rarest):.2f}\n")
    commons.FILE.write_text("".join(rows), "utf-8")
    commons.commons.cache_clear()
    commons.whole.cache_clear()


def main() -> None:
    """Fit, report, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--items", type=Path, required=True)
    parser.add_argument("--dry", action="store_true", help="report only, write nothing")
    parser.add_argument("--errors", action="store_true", help="print what is judged wrong")
    told_to = parser.parse_args()
    items = read(told_to.items)
    if not told_to.dry:
        write_commons(items)
    pairs = read_pairs(told_to.gold, items)
    by = fitted(pairs)
    if not told_to.dry:
        rows = (f"{name}\t{value:.4f}\n" for name, value in by.items())
        score.FILE.write_text("".join(rows), "utf-8")
    for name, value in by.items():
        print(f"{name:16}{value:8.3f}")
    print("all    ", figures(pairs, verdicts(pairs, by)).line())
    chances = crossed(pairs)
    print("crossed", figures(pairs, chances).line())
    if told_to.errors:
        for pair, chance in zip(pairs, chances, strict=True):
            if (chance >= 0.5) != pair.same:
                veto = "" if pair.row else " ruled"
                print(
                    f"{chance:.2f} {pair.same} {pair.kind} {pair.sure}{veto}",
                    *pair.names,
                    sep="\n    ",
                )


if __name__ == "__main__":
    main()
