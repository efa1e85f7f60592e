"""Four readers at once, alone and beside a running indexer."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench.environment import ROOT
from bench.figure import Figure, quantile
from bench.newsroom import BenchError
from bench.search.indexer import BATCH
from bench.search.kinds import Asked

GROUP = "search, four readers"
READERS = 4
SECONDS = 10
ALONE = "the same without the indexer"


def measure(asked: Mapping[str, Sequence[Asked]], var: Path, one_ms: float) -> list[Figure]:
    """Queries of all kinds in turn; `one_ms` is the mean time of one asked alone."""
    path = var / "queries.json"
    path.write_text(json.dumps([asdict(one) for some in asked.values() for one in some]))
    alone, _ = _run(path, indexing=False)
    beside, indexer = _run(path, indexing=True)
    rate, rate_beside = _rate(alone), _rate(beside)
    cores = f"{os.cpu_count()} cores for {READERS} readers"
    resident = max(one["resident"] for one in beside)
    own = max(one["anonymous"] for one in beside)
    files = "the rest are pages of files, which all readers share"
    return [
        Figure(GROUP, "mixed queries", rate, "q/s", 1000 / one_ms, "one reader, one core", cores),
        Figure(GROUP, "p95", _p95(alone), "ms"),
        Figure(GROUP, f"beside {BATCH} new articles a second", rate_beside, "q/s", rate, ALONE,
               f"{indexer['done']} indexed in {SECONDS} s"),
        Figure(GROUP, "p95 beside them", _p95(beside), "ms", _p95(alone), ALONE),
        *(Figure(GROUP, f"p95 beside them: {kind}", _p95(beside, kind), "ms", _p95(alone, kind),
                 ALONE) for kind, some in asked.items() if some),
        Figure(GROUP, f"indexing a batch of {BATCH}, p95", quantile(indexer["ms"], 0.95), "ms"),
        Figure(GROUP, "memory of a reader", resident, "MB",
               note=f"{own:.0f} MB of its own; {files}"),
        Figure(GROUP, "memory of the indexer", indexer["resident"], "MB",
               note=f"{indexer['anonymous']:.0f} MB of its own"),
    ]  # fmt: skip


def _run(path: Path, *, indexing: bool) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    programs = [["bench.search.reader", str(path), str(SECONDS)]] * READERS
    programs += [["bench.search.indexer", str(SECONDS)]] if indexing else []
    running = [
        subprocess.Popen(
            [sys.executable, "-m", *words], cwd=ROOT, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )
        for words in programs
    ]  # fmt: skip
    try:
        for one in running:
            if _line(one) != "ready\n":
                raise BenchError(f"{one.args!r} did not start; see above")
        for one in running:
            assert one.stdin
            one.stdin.write("go\n")
            one.stdin.flush()
        told = [json.loads(_line(one) or "{}") for one in running]
    finally:
        for one in running:
            one.terminate()
            one.communicate()
    return told[:READERS], told[-1]


def _line(one: "subprocess.Popen[str]") -> str:
    assert one.stdout
    return one.stdout.readline()


def _all(told: Sequence[dict[str, Any]], kind: str = "") -> list[float]:
    return [ms for one in told for name, some in one["ms"].items() if kind in ("", name)
            for ms in some]  # fmt: skip


def _rate(told: Sequence[dict[str, Any]]) -> float:
    return len(_all(told)) / SECONDS


def _p95(told: Sequence[dict[str, Any]], kind: str = "") -> float | None:
    times = _all(told, kind)
    return quantile(times, 0.95) if times else None
