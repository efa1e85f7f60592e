"""How long after its commit an article is found."""

import secrets
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.conf import settings

from aggregator.articles.models import Article
from aggregator.articles.signals import articles_changed
from aggregator.search.asking import search
from aggregator.search.pending import index_pending
from bench.environment import ROOT
from bench.figure import Figure, quantile
from bench.newsroom import BenchError
from bench.search.arriving import arrive
from newsroom import valkey

GROUP = "commit to visible"
ROUNDS = 40
PATIENCE = 60.0
POLL = 0.002
ASKING = "asking for it once it is there"


def measure() -> list[Figure]:
    """By the indexer's own act in this process, and by a real indexer over the queue."""
    here = [_in_process() for _ in range(ROUNDS)]
    with _services():
        _by_queue()  # the worker's first task loads the dictionary
        queue = [_by_queue() for _ in range(ROUNDS)]
    return [*_figures("index_pending in this process", here), *_figures("indexer of celery", queue)]


def _figures(what: str, times: Sequence[tuple[float, float]]) -> list[Figure]:
    waits, asks = [one[0] for one in times], [one[1] for one in times]
    note = f"{len(times)} articles, one at a time"
    return [
        Figure(GROUP, f"{what} p50", quantile(waits, 0.5), "ms", quantile(asks, 0.5), ASKING, note),
        Figure(GROUP, f"{what} p95", quantile(waits, 0.95), "ms", quantile(asks, 0.95), ASKING),
    ]


def _in_process() -> tuple[float, float]:
    word, _ = _arrived()
    started = time.perf_counter()
    index_pending()
    return _until_found(word, started)


def _by_queue() -> tuple[float, float]:
    word, made = _arrived()
    started = time.perf_counter()
    articles_changed.send(sender=Article, ids=[one.pk for one in made])
    return _until_found(word, started)


def _arrived() -> tuple[str, Sequence[Article]]:
    word = "".join(secrets.choice("bcdfghjklmnpqrstvwxz") for _ in range(14))
    return word, arrive(1, word)


def _until_found(word: str, started: float) -> tuple[float, float]:
    """Milliseconds until it was found, and those that the finding took."""
    while True:
        asked = time.perf_counter()
        found = search(word, grouped=True).total
        now = time.perf_counter()
        if found:
            return (now - started) * 1000, (now - asked) * 1000
        if now - started > PATIENCE:
            raise BenchError(f"{word} was committed and is not found after {PATIENCE:.0f} s")
        time.sleep(POLL)


@contextmanager
def _services() -> Iterator[None]:
    """The queue and the indexer, as the newsroom runs them."""
    running = []
    try:
        for name in ("valkey", "indexer"):
            words = [sys.executable, "-m", "newsroom.service", name]
            running.append(subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL))
            _wait_for_valkey()
        yield
    finally:
        for one in reversed(running):
            one.terminate()
            one.wait()


def _wait_for_valkey() -> None:
    end = time.monotonic() + PATIENCE
    while not valkey.answers(settings.REDIS_URL):
        if time.monotonic() > end:
            raise BenchError("Valkey did not start")
        time.sleep(0.05)
