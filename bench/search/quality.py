"""Is found what was meant? Labelled queries, against a search as it is commonly built."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from pathlib import Path

from aggregator.search.asking import search
from bench.figure import Figure
from bench.search.corpus import Corpus

DEPTH, RECALL = 10, 20


@dataclass(frozen=True, slots=True)
class Judged:
    """A query with the grades (0-2) of items by id."""

    qid: str
    query: str
    kind: str
    grades: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Score:
    """How well one query was answered, each 0-1."""

    ndcg: float
    recall: float
    judged: float


def read_judged(folder: Path) -> list[Judged]:
    """The queries of `queries_*.jsonl` with the grades of `qrels_*.tsv`."""
    grades: dict[str, dict[str, int]] = {}
    for path in sorted(folder.glob("qrels_*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            qid, item, grade = line.split("\t")
            grades.setdefault(qid, {})[item] = int(grade)
    rows = [
        json.loads(line)
        for path in sorted(folder.glob("queries_*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return [Judged(row["qid"], row["query"], row["kind"], grades[row["qid"]]) for row in rows]


def score(found: Sequence[str], grades: Mapping[str, int]) -> Score:
    """nDCG@10 with gains 2^grade-1 (Burges et al. 2005), recall@20 over min(20, relevant).

    What nobody judged counts as 0; the share of the first ten that was judged is given beside.
    """
    gains = [2 ** grades.get(item, 0) - 1 for item in found[:DEPTH]]
    ideal = sorted((2**grade - 1 for grade in grades.values()), reverse=True)[:DEPTH]
    relevant = {item for item, grade in grades.items() if grade}
    hits = len(relevant & set(found[:RECALL]))
    return Score(
        ndcg=_dcg(gains) / _dcg(ideal) if any(ideal) else 0.0,
        recall=hits / min(RECALL, len(relevant)) if relevant else 0.0,
        judged=len([1 for item in found[:DEPTH] if item in grades]) / max(len(found[:DEPTH]), 1),
    )


def _dcg(gains: Iterable[int]) -> float:
    return sum(gain / log2(place + 2) for place, gain in enumerate(gains))


def ours(corpus: Corpus, *, grouped: bool = False) -> Callable[[str], list[str]]:
    """Our search: item ids in the order of the hits."""
    items = corpus.items

    def ask(query: str) -> list[str]:
        page = search(query, limit=3 * RECALL, now=corpus.now, grouped=grouped)
        return [item for hit in page.hits for item in sorted(items.get(hit.article_id, ()))[:1]]

    return ask


def measure(
    judged: Sequence[Judged], corpus: Corpus, base: Callable[[str], list[str]]
) -> list[Figure]:
    """The means over all queries, and by kind, beside the baseline."""
    own = {one.qid: score(ours(corpus)(one.query), one.grades) for one in judged}
    other = {one.qid: score(base(one.query), one.grades) for one in judged}
    figures = [
        Figure("quality", name, mean(own, part), "", mean(other, part), "FTS5 over jieba words")
        for name, part in (("nDCG@10", "ndcg"), ("recall@20", "recall"), ("judged@10", "judged"))
    ]
    for kind in sorted({one.kind for one in judged}):
        ids = {one.qid for one in judged if one.kind == kind}
        figures.append(
            Figure(
                "quality",
                f"nDCG@10, {kind}",
                mean({qid: own[qid] for qid in ids}, "ndcg"),
                "",
                mean({qid: other[qid] for qid in ids}, "ndcg"),
                "FTS5 over jieba words",
                f"{len(ids)} queries",
            )
        )
    return figures


def mean(scores: Mapping[str, Score], part: str) -> float:
    """The mean of one part over all queries."""
    return sum(getattr(one, part) for one in scores.values()) / max(len(scores), 1)
