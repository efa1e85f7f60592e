"""Segmentation: F1 over the places of words, white space left out."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import jieba

from aggregator.language import cut
from bench.figure import Figure
from bench.language.rows import Row, Score, cuts

Cut = Callable[[str], Iterable[str]]
PKU = "sighan2005_pku_test_gold.utf8"


def measure(gold: Path, rows: dict[str, Row]) -> list[Figure]:
    """Of the titles cut by hand, and of general text beside jieba's own dictionary."""
    jieba.setLogLevel("WARNING")
    figures = []
    titles = [(rows[key].title, words) for key, words in cuts(gold) if key in rows]
    titles = [(title, words) for title, words in titles if _bare(title) == "".join(words)]
    if titles:
        ours, plain = _score(cut, titles), _score(jieba.cut, titles)
        note = f"{len(titles)} titles; P {ours.precision:.3f} R {ours.recall:.3f}"
        figures.append(
            Figure("segmentation", "titles, F1", ours.f1, "", plain.f1, "plain jieba", note)
        )
    if (gold / PKU).exists():
        lines = (gold / PKU).read_text("utf-8").splitlines()
        text = [("".join(line.split()), line.split()) for line in lines if line.strip()]
        ours, plain = _score(cut, text), _score(jieba.cut, text)
        figures.append(
            Figure("segmentation", "SIGHAN PKU test, F1", ours.f1, "", plain.f1, "plain jieba",
                   f"{len(text):,} lines")
        )  # fmt: skip
    return figures


def _bare(text: str) -> str:
    return "".join(text.split())


def _score(cutter: Cut, texts: Sequence[tuple[str, list[str]]]) -> Score:
    right = given = wanted = 0
    for text, words in texts:
        ours, gold = _spans(cutter(text)), _spans(words)
        right += len(ours & gold)
        given += len(ours)
        wanted += len(gold)
    return Score(right, given, right, wanted)


def _spans(words: Iterable[str]) -> set[tuple[int, int]]:
    """Places of the words in the text without white space."""
    spans = set()
    place = 0
    for word in words:
        size = len(_bare(word))
        if size:
            spans.add((place, place + size))
        place += size
    return spans
