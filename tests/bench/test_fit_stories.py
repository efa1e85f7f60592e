"""Fitting what tells events apart: labels in, weights and figures out."""

import gzip
import json
import sys
from pathlib import Path

import pytest

from aggregator.stories import commons, score
from bench import fit_stories
from bench.fit_stories import Pair, crossed, figures, fitted, verdicts


def pair(same: bool, likeness: float, kind: str = "copy") -> Pair:
    row = {"bias": 1.0, "rest_high": likeness, "hours": 1.0 - likeness}
    return Pair(same, kind, True, row, 0.0, ("一", "二"))


RULED = Pair(False, "series", True, None, 0.0, ("一", "二"))
PAIRS = [
    pair(True, 1.0),
    pair(False, 0.0, "random"),
    pair(True, 0.9),
    pair(False, 0.2, "random"),
] * 6


def test_likenesses_weigh_for_one_event_and_differences_against() -> None:
    found = fitted(PAIRS)
    assert found["rest_high"] > 0
    assert found["hours"] < 0


def test_a_measure_that_would_be_turned_round_is_left_out() -> None:
    turned = [pair(not one.same, (one.row or {})["rest_high"]) for one in PAIRS]
    assert set(fitted(turned)) == {"bias"}


def test_figures_count_what_is_right_by_kind() -> None:
    found = figures([*PAIRS[:2], RULED], [0.9, 0.7, 0.0])
    assert (found.precision, found.recall) == (0.5, 1.0)
    assert found.f1 == pytest.approx(2 / 3)
    assert found.right == {"copy": 1.0, "random": 0.0, "series": 1.0}
    assert "F1 0.667" in found.line()


def test_pairs_are_judged_without_their_own_fold() -> None:
    found = figures(PAIRS, crossed(PAIRS))
    assert found.f1 == 1.0
    assert crossed(PAIRS) == crossed(PAIRS)


def test_a_ruled_pair_keeps_its_verdict() -> None:
    assert verdicts([RULED], fitted(PAIRS)) == [0.0]


def test_the_command_writes_weights_that_the_scorer_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = [
        ("Tether 投资 Whop", "Tether 战略投资 Whop", True),
        ("Upbit 将上线 CFG 韩元交易对", "Upbit 将上线 CFG", True),
        ("Jupiter 发布新代币计划", "Solana 基金会任命新主席", False),
        ("财新：洗钱案资产处置陷僵局", "Base 公布加速器入选名单", False),
    ] * 5
    rows, labels = [], []
    for place, (first, second, same) in enumerate(told):
        for side, title in (("a", first), ("b", second)):
            rows.append({"id": f"{side}{place}", "source": side, "title": title, "body": None,
                         "published": None, "first_seen": "2026-03-10T04:00:00+00:00"})  # fmt: skip
        labels.append({"a": f"a{place}", "b": f"b{place}", "same_event": same,
                       "kind": "copy" if same else "random", "sure": True})  # fmt: skip
    items = tmp_path / "items.jsonl.gz"
    with gzip.open(items, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    gold = tmp_path / "same_event_pairs_dev.jsonl"
    gold.write_text("".join(json.dumps(label) + "\n" for label in labels), "utf-8")
    monkeypatch.setattr(score, "FILE", tmp_path / "weights.tsv")
    monkeypatch.setattr(commons, "FILE", tmp_path / "commons.tsv")
    arguments = ["fit_stories", "--gold", str(tmp_path), "--items", str(items), "--errors"]
    monkeypatch.setattr(sys, "argv", arguments)
    _forget()
    try:
        fit_stories.main()
        assert score.weights()["rest_high"] > 0
        assert 0 < commons.commons()["投资"] < 1
        assert "crossed F1 1.000" in capsys.readouterr().out
        before = (tmp_path / "weights.tsv").read_text("utf-8")
        monkeypatch.setattr(sys, "argv", [*arguments, "--dry"])
        fit_stories.main()
        assert (tmp_path / "weights.tsv").read_text("utf-8") == before
    finally:
        _forget()


def _forget() -> None:
    score.weights.cache_clear()
    commons.commons.cache_clear()
    commons.whole.cache_clear()


def test_what_is_known_beforehand_of_such_a_measure_is_kept_in_part() -> None:
    rows = [
        Pair(
            one.same,
            one.kind,
            True,
            {**(one.row or {}), "coins_apart": float(one.same)},
            0.0,
            one.names,
        )
        for one in PAIRS
    ]
    assert fitted(rows)["coins_apart"] == fit_stories.HELD * fit_stories.PRIOR["coins_apart"]
