"""Same event or not, on pairs labelled by reading; the baseline is overlap of titles."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from aggregator.stories.features import Features, features
from aggregator.stories.score import compare
from bench.figure import Figure
from bench.language.rows import Row, Score, labels

NEVER = ("series", "threshold")


def measure(gold: Path, rows: dict[str, Row]) -> list[Figure]:
    """F1, precision, and the share of series and threshold pairs told apart."""
    pairs = [p for p in labels(gold, "same_event_pairs_*.jsonl") if {p["a"], p["b"]} <= rows.keys()]
    if not pairs:
        return []
    truth = [bool(pair["same_event"]) for pair in pairs]
    answers = [compare(_features(rows[p["a"]]), _features(rows[p["b"]])).same for p in pairs]
    ours = score(answers, truth)
    overlaps = [_overlap(rows[p["a"]].title, rows[p["b"]].title) for p in pairs]
    plain = max(
        (score([o >= limit for o in overlaps], truth) for limit in set(overlaps)),
        key=lambda one: one.f1,
    )
    against = "title bigram overlap at its best threshold"
    return [
        Figure("same event", "F1", ours.f1, "", plain.f1, against, f"{len(pairs)} pairs"),
        Figure("same event", "precision", ours.precision, "", plain.precision, against),
        Figure("same event", "recall", ours.recall, "", plain.recall, against),
        *_never(pairs, answers),
    ]


def _never(pairs: Sequence[dict[str, Any]], answers: Sequence[bool]) -> list[Figure]:
    told = [not a for pair, a in zip(pairs, answers, strict=True) if pair["kind"] in NEVER]
    if not told:
        return []
    share = sum(told) / len(told)
    note = f"{len(told)} pairs"
    return [Figure("same event", "series and thresholds told apart", share, "", note=note)]


def score(answers: Sequence[bool], truth: Sequence[bool]) -> Score:
    """Answers against labels."""
    right = sum(a and t for a, t in zip(answers, truth, strict=True))
    return Score(right, sum(answers), right, sum(truth))


def _features(row: Row) -> Features:
    return features(row.title, row.body, row.at, row.source)


def _grams(text: str) -> set[str]:
    bare = "".join(text.split())
    return {bare[place : place + 2] for place in range(len(bare) - 1)}


def _overlap(a: str, b: str) -> float:
    one, other = _grams(a), _grams(b)
    return len(one & other) / len(one | other) if one | other else 0.0
