"""Resident memory of each process of a running demo, after it has taken in every feed."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from aggregator.articles.models import Article
from aggregator.feeds.models import Feed
from bench.bare import bare
from bench.figure import Figure
from bench.newsroom import Running, running

BARE = "bare Python with Django set up"
PAGES = 40
SECONDS = 120
_STARTED = re.compile(r"^system (\w+) started \(pid=(\d+)\)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Process:
    """One process: its service, resident MB, and proportional MB (shared pages divided up)."""

    pid: int
    service: str
    rss_mb: float
    pss_mb: float


def measure(_articles: int) -> list[Figure]:
    """Wait until the demo is taken in and shown, then look."""
    yardstick = bare().resident_mb
    var = Path(settings.VAR)
    with running(var, "demo") as site:
        site.until(lambda: _taken_in(site), "taking in of the demo's feeds", SECONDS)
        for _ in range(PAGES):
            site.get("/")
        log = (var / "log" / "newsroom.log").read_text("utf-8", "replace")
        processes = tree(site.process.pid, started(log))
        articles = Article.objects.count()
    seen: dict[str, int] = {}
    figures = []
    for one in processes:
        seen[one.service] = seen.get(one.service, 0) + 1
        name = f"{one.service} {seen[one.service]}"
        note = f"PSS {one.pss_mb:.0f} MB"
        figures.append(Figure("memory", name, one.rss_mb, "MB", yardstick, BARE, note))
    total = sum(one.pss_mb for one in processes)
    note = f"{len(processes)} processes, {articles} articles"
    all_of_it = Figure("memory", "all, PSS", total, "MB", yardstick, BARE, note)
    return [*figures, all_of_it, Figure("memory", BARE, yardstick, "MB")]


def _taken_in(site: Running) -> bool:
    """Every feed was polled once, and what came of it is in the index."""
    status, body = site.get("/readyz")
    if status != 200 or not Article.objects.exists():
        return False
    polled = not Feed.objects.filter(enabled=True, polled_at=None).exists()
    return polled and json.loads(body)["index"]["pending"] == 0


def started(log: str) -> dict[int, str]:
    """Which service each process is, as the supervisor's log tells it (they share a title)."""
    return {int(pid): service for service, pid in _STARTED.findall(log)}


def tree(root: int, known: Mapping[int, str]) -> list[Process]:
    """The process and all below it (Linux: /proc); the unknown are of their parent's service."""
    parents = _parents()
    below, services = [root], {root: "supervisor"}
    for pid in below:
        for child in sorted(child for child, parent in parents.items() if parent == pid):
            services[child] = known.get(child, services[pid])
            below.append(child)
    found = [Process(pid, services[pid], *_megabytes(pid)) for pid in below]
    return sorted(found, key=lambda one: (one.service, one.pid))


def _parents() -> dict[int, int]:
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            after_name = stat.read_text("utf-8", "replace").rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue  # it ended while we looked
        found[int(stat.parent.name)] = int(after_name[1])
    return found


def _megabytes(pid: int) -> tuple[float, float]:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    values = {line.split()[0]: int(line.split()[1]) / 1024 for line in lines[1:]}
    return values["Rss:"], values["Pss:"]
