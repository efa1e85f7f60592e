"""The verdicts on the labelled pairs of the real items, with floors a little under what is reached."""

import os
from pathlib import Path

import pytest
from django.conf import settings

from aggregator.stories.features import Features
from aggregator.stories.keys import keys
from aggregator.stories.score import weights
from bench.fit_stories import Pair, crossed, figures, labelled, read, read_pairs, told, verdicts

ROOT = Path(os.environ.get("NEWSROOM_REAL_DATA") or settings.BASE_DIR.parent / "shared" / "data")
ITEMS = ROOT / "news" / "items.jsonl.gz"
GOLD = ROOT / "news" / "gold"

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not GOLD.exists(), reason=f"the labelled pairs are not at {GOLD}"),
]


@pytest.fixture(scope="module")
def items() -> dict[str, dict[str, object]]:
    return read(ITEMS)


@pytest.fixture(scope="module")
def pairs(items: dict[str, dict[str, object]]) -> list[Pair]:
    return read_pairs(GOLD, items)


def test_the_weights_in_force(pairs: list[Pair]) -> None:
    found = figures(pairs, verdicts(pairs, weights()))
    assert found.f1 >= 0.95
    assert found.precision >= 0.95


def test_series_and_thresholds_are_told_apart(pairs: list[Pair]) -> None:
    found = figures(pairs, verdicts(pairs, weights()))
    assert found.right["series"] >= 0.97
    assert found.right["threshold"] >= 0.97


def test_weights_fitted_without_a_pair_judge_it_nearly_as_well(pairs: list[Pair]) -> None:
    found = figures(pairs, crossed(pairs))
    assert found.f1 >= 0.93
    assert found.precision >= 0.94


def test_reports_of_one_event_share_a_key(items: dict[str, dict[str, object]]) -> None:
    seen: dict[str, Features] = {}
    same = [row for row in labelled(GOLD) if row["same_event"]]
    for row in same:
        for name in (row["a"], row["b"]):
            seen[name] = seen.get(name) or told(items[name])
    met = sum(bool(keys(seen[row["a"]]) & keys(seen[row["b"]])) for row in same)
    assert met / len(same) >= 0.99
