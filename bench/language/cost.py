"""What it costs: time of a flash item, start and memory of a worker."""

import json
import subprocess
import sys
import time
from collections import defaultdict, deque
from collections.abc import Callable
from datetime import datetime

import jieba

from aggregator.articles.understand import understand
from aggregator.language import segment
from aggregator.stories.features import Features, features
from aggregator.stories.keys import keys
from aggregator.stories.score import WINDOW, compare
from bench.environment import ROOT
from bench.figure import Figure, quantile
from bench.language.rows import Row, opening_of

FLASH = 600  # characters; longer texts are articles
ITEMS = 3000
WARM = 100


def measure(rows: dict[str, Row]) -> list[Figure]:
    """Milliseconds of one core per flash item; seconds and megabytes of a fresh process."""
    flashes = [row for row in rows.values() if len(row.body) < FLASH]
    chosen = sorted(flashes, key=lambda row: row.at)[-ITEMS:]
    for row in chosen[:WARM]:
        _cut_and_tag(row)
    stories = _Stories()
    parts = [(_spent(_cut_and_tag, row), _spent(stories.take, row)) for row in chosen]
    each = [cutting + story for cutting, story in parts]
    plain = sum(_spent(_jieba, row) for row in chosen) / len(chosen)
    seconds, megabytes = start()
    return [
        Figure("cost", "cut + tag + story, mean", sum(each) / len(each), "ms", plain,
               "plain jieba's cut alone", f"{len(chosen):,} flash items in a row, CPU time"),
        Figure("cost", "cut + tag + story, p99", quantile(each, 0.99), "ms"),
        Figure("cost", "cut and tag, mean", sum(p[0] for p in parts) / len(parts), "ms"),
        Figure("cost", "story, mean", sum(p[1] for p in parts) / len(parts), "ms",
               note="features, candidates of 48 h, comparing"),
        Figure("cost", "start of a worker", seconds, "s", note="import and compile the lexicon"),
        Figure("cost", "memory of a worker", megabytes, "MB", note="peak, after reading 1 item"),
    ]  # fmt: skip


def _spent(verb: Callable[[Row], object], row: Row) -> float:
    started = time.process_time()
    verb(row)
    return (time.process_time() - started) * 1000


def _cut_and_tag(row: Row) -> None:
    segment(row.title)
    segment(row.body)
    understand(row.title, row.body, opening_of(row.source))


class _Stories:
    """As online: each item is compared with the candidates that came before it."""

    def __init__(self) -> None:
        self.by_key: dict[str, deque[tuple[datetime, int]]] = defaultdict(deque)
        self.known: list[Features] = []

    def take(self, row: Row) -> None:
        """Read an item and compare it."""
        own = features(row.title, row.body, row.at, row.source)
        near: set[int] = set()
        for key in keys(own):
            held = self.by_key[key]
            while held and row.at - held[0][0] > WINDOW:
                held.popleft()
            near.update(other for _, other in held)
            held.append((row.at, len(self.known)))
        for other in near:
            compare(own, self.known[other])
        self.known.append(own)


def _jieba(row: Row) -> None:
    jieba.lcut(row.title)
    jieba.lcut(row.body)


FRESH = """
import json, time
started = time.perf_counter()
from datetime import UTC, datetime
from aggregator.articles.understand import understand
from aggregator.language import segment
from aggregator.stories.features import features
text = "币安将上线 BTC/USDT 永续合约，最高 50 倍杠杆"
segment(text); understand(text, text, ()); features(text, text, datetime.now(UTC), "x")
took = time.perf_counter() - started
# Not ru_maxrss: a fork takes over its parent's.
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM:"))
print(json.dumps([took, int(peak.split()[1]) / 1024]))
"""


def start() -> tuple[float, float]:
    """The quickest of three: seconds to the first item read, and megabytes resident."""
    runs = []
    for _ in range(3):
        done = subprocess.run(
            [sys.executable, "-c", FRESH], cwd=ROOT, check=True, capture_output=True, text=True
        )
        runs.append(json.loads(done.stdout))
    return min(seconds for seconds, _ in runs), max(megabytes for _, megabytes in runs)
