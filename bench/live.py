"""The live stream: 5,000 open pages on one process, how soon they hear, what pages lose by it."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from aggregator.articles.ingest import ingest
from aggregator.feeds.entry import Entry
from aggregator.feeds.models import Feed
from aggregator.live import stream
from bench.environment import ROOT
from bench.figure import Figure, quantile
from bench.fill import fill
from bench.items import read_items
from bench.memory import started, tree
from bench.newsroom import BenchError, Running, running
from bench.outlets import make_tables

HELD = 5000
ARTICLES = 5000
EVENTS = 30
ENTRIES = 20
COUNT, AT_ONCE, ROUNDS = 100, 8, 3
FIRST_ID = 10**9  # of events that are told of no article; beyond the number of any
PAUSE = 0.25  # seconds between events, so that each is heard by itself


@dataclass(frozen=True, slots=True)
class Crowd:
    """The process that holds the open pages."""

    process: "subprocess.Popen[str]"

    def ask(self) -> dict[str, dict[str, float]]:
        """What they have heard so far, by article."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        found: dict[str, dict[str, float]] = json.loads(self.process.stdout.readline())
        return found

    def wait_for(self, articles: set[str], held: int) -> dict[str, dict[str, float]]:
        """The same, once everybody has heard all of these; BenchError when that takes too long."""
        end = time.monotonic() + 60
        while time.monotonic() < end:
            time.sleep(0.5)
            heard = self.ask()
            if all(heard.get(one, {}).get("count", 0) >= held for one in articles):
                return {one: heard[one] for one in articles}
        raise BenchError("some of the open pages have not heard everything")


def measure(articles: int) -> list[Figure]:
    """Pages alone; then with the crowd: memory, fan-out, from ingest to the page, pages again."""
    make_tables()
    name, items = read_items()
    fill(items, min(articles, ARTICLES), timezone.now() - timedelta(minutes=1))
    with running(Path(settings.VAR), "none") as site:
        site.until(lambda: b'"live": {"ok": true' in site.get("/readyz")[1], "live service")
        alone = [_pages(site) for _ in range(ROUNDS)]
        empty = _memory(site)
        with crowd(_port(site), HELD) as held:
            full = _memory(site)
            seen = [_pages(site) for _ in range(ROUNDS)]
            told = _fan_out(held)
            heard = _from_ingest(held)
    return [*_held(empty, full), *told, *heard, *_lost(alone, seen, name)]


@contextmanager
def crowd(port: int, count: int) -> Iterator[Crowd]:
    """So many open pages, in a process of their own."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.live_crowd", "--port", str(port), "--count", str(count)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdin
    assert process.stdout
    try:
        if process.stdout.readline().strip() != f"held {count}":
            raise BenchError(f"{count} connections could not be held")
        yield Crowd(process)
    finally:
        process.stdin.close()
        process.wait(30)


def _port(site: Running) -> int:
    """Where the page itself says that the stream is."""
    page = site.get("/")[1].decode()
    return int(page.partition('data-live=":')[2].partition("/")[0])


def _memory(site: Running) -> float:
    """Resident MB of the live service."""
    log = (Path(settings.VAR) / "log" / "newsroom.log").read_text("utf-8", "replace")
    found = tree(site.process.pid, started(log))
    return sum(one.rss_mb for one in found if one.service == "live")


def _pages(site: Running) -> dict[str, Any]:
    """What `bench.load` found of the front page."""
    words = ("--count", str(COUNT), "--concurrency", str(AT_ONCE), "--rounds", "1")
    answer = subprocess.run(
        [sys.executable, "-m", "bench.load", *words, f"{site.base}/"],
        cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    [found] = json.loads(answer.stdout).values()
    return dict(found)


def _fan_out(held: Crowd) -> list[Figure]:
    """Events put into the stream: until a page, and until the last page, has each."""
    sent = {}
    for number in range(EVENTS):
        article = FIRST_ID + number
        sent[str(article)] = time.monotonic()
        stream.add([{"type": "new", "id": article, "tags": ["bitcoin"] * 10, "reports": []}])
        time.sleep(PAUSE)
    heard = held.wait_for(set(sent), HELD)
    return _delays("from the stream", sent, heard)


def _from_ingest(held: Crowd) -> list[Figure]:
    """Entries as a worker takes them in: written, put into stories, told, heard."""
    feed = Feed.objects.select_related("source")[0]
    sent = {}
    for number in range(ENTRIES):
        title = f"第 {number} 号测试：某交易所上线 T{number}X 交易对"
        now = timezone.now()
        entry = Entry(
            guid=f"bench-{number}",
            url=f"https://bench.example/{number}",
            title=title,
            published=now,
        )
        began = time.monotonic()
        [article] = ingest(feed, [entry], now).created
        sent[str(article)] = began
        time.sleep(PAUSE)
    heard = held.wait_for(set(sent), HELD)
    return _delays("from ingest", sent, heard)


def _delays(what: str, sent: dict[str, float], heard: dict[str, dict[str, float]]) -> list[Figure]:
    """Milliseconds to the median page and to the last one, over all events."""
    figures = []
    for name, key in (("a page", "p50"), ("99 of 100 pages", "p99"), ("the last page", "last")):
        delays = [1000 * (heard[article][key] - at) for article, at in sent.items()]
        middle, worst = quantile(delays, 0.5), max(delays)
        note = f"worst of {len(delays)}: {worst:,.0f} ms"
        figures.append(Figure("live", f"{what} to {name}", middle, "ms", note=note))
    return figures


def _held(empty: float, full: float) -> list[Figure]:
    each = (full - empty) * 1024 / HELD
    return [
        Figure("live", "live service, nobody listens, RSS", empty, "MB"),
        Figure("live", f"live service, {HELD:,} open pages, RSS", full, "MB", empty, "nobody"),
        Figure("live", "an open page", each, "KiB"),
    ]


def _lost(alone: list[dict[str, Any]], seen: list[dict[str, Any]], name: str) -> list[Figure]:
    """The front page with and without the crowd: the best round of each."""
    rates = [max(len(one["latencies"]) / one["took"] for one in found) for found in (alone, seen)]
    tails = [
        min(quantile(one["latencies"], 0.99) * 1000 for one in found) for found in (alone, seen)
    ]
    note = f"{COUNT} requests, {AT_ONCE} at once, best of {ROUNDS}; {name}"
    against = "without them"
    return [
        Figure("live", f"front page beside {HELD:,}", rates[1], "req/s", rates[0], against, note),
        Figure("live", f"front page beside {HELD:,}, p99", tails[1], "ms", tails[0], against),
    ]
