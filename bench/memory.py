"""Resident memory of each process of a running demo, after it has taken in every feed."""

import json
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
# A word of the command line and the service that it tells; others are called like their parent.
SIGNS = {
    "valkey-server": "valkey",
    "newsroom.wsgi:application": "web",
    "newsroom.demo": "demo",
    "feeds": "worker",
    "index": "indexer",
    "beat": "beat",
}


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
    with running(Path(settings.VAR), "demo") as site:
        site.until(lambda: _taken_in(site), "taking in of the demo's feeds", SECONDS)
        for _ in range(PAGES):
            site.get("/")
        processes = tree(site.process.pid)
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


def tree(root: int) -> list[Process]:
    """The process and all below it (Linux: /proc), by service."""
    parents = _parents()
    below, services = [root], {root: "supervisor"}
    for pid in below:
        for child in sorted(child for child, parent in parents.items() if parent == pid):
            services[child] = _service(child) or services[pid]
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


def _service(pid: int) -> str | None:
    line = Path(f"/proc/{pid}/cmdline").read_bytes().decode("utf-8", "replace")
    # Valkey writes its title over its words, with a space for the end of a word.
    names = {Path(word).name for word in line.replace("\0", " ").split()}
    return next((service for sign, service in SIGNS.items() if sign in names), None)


def _megabytes(pid: int) -> tuple[float, float]:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    values = {line.split()[0]: int(line.split()[1]) / 1024 for line in lines[1:]}
    return values["Rss:"], values["Pss:"]
