"""Pages at 100,000 articles: requests per second and latency beside the same server's limit."""

import json
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db.models import Count
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from aggregator.articles.models import Article, Tag
from aggregator.search.rebuild import rebuild
from bench.environment import ROOT
from bench.figure import Figure, quantile
from bench.fill import fill
from bench.items import read_items
from bench.newsroom import BenchError, Running, running
from bench.outlets import make_tables
from bench.queries import Asked, asked_by

COUNT = {1: 100, 8: 100}  # requests a round by concurrency
ROUNDS = 3
LIMIT = "/healthz"
SECONDS_TO_COME_UP = 60
WORDS = "比特币"


def measure(articles: int) -> list[Figure]:
    """Fill, build the index, start everything, and ask from another process."""
    make_tables()
    name, items = read_items()
    started = time.monotonic()
    made = fill(items, articles, timezone.now() - timedelta(minutes=1))
    rebuild()
    print(f"bench: {made:,} articles in {time.monotonic() - started:.0f} s", file=sys.stderr)
    places = _places()
    with running(Path(settings.VAR), "none") as site:
        site.until(lambda: site.answers(LIMIT), LIMIT, SECONDS_TO_COME_UP)
        there = {what: path for what, path in places.items() if site.answers(path)}
        missing = [
            Figure("pages", what, None, "", note=f"{path} is not there")
            for what, path in places.items()
            if what not in there
        ]
        print("bench: asking for the pages", file=sys.stderr)
        loads = {c: _load(site, [LIMIT, *there.values()], c) for c in COUNT}
        asked = {what: asked_by(path) for what, path in there.items()}
    for finding in (finding for one in asked.values() for finding in one.findings):
        print(f"bench: {finding}", file=sys.stderr)
    figures = [_limit(loads[c], c, f"{made:,} articles made of {name}") for c in COUNT]
    for what, path in there.items():
        figures += [f for c in COUNT for f in _page(what, path, loads[c], c)]
        figures += _told(what, path, loads[1], asked[what])
    return figures + missing


def _places() -> dict[str, str]:
    """The path of each page: the newest article, the tag with the most articles."""
    newest = Article.objects.filter(is_lead=True).order_by("-sorted_at", "-id")[:1].get()
    busiest = Tag.objects.annotate(size=Count("tagged")).order_by("-size")[:1].get()
    try:
        search = reverse("search")
    except NoReverseMatch:
        search = "/search/"
    return {
        "front": "/",
        "article": newest.get_absolute_url(),
        "tag": busiest.get_absolute_url(),
        "search": f"{search}?q={quote(WORDS)}",
    }


def _load(site: Running, paths: list[str], concurrency: int) -> dict[str, dict[str, Any]]:
    """What `bench.load` found, by path."""
    options = {"count": COUNT[concurrency], "concurrency": concurrency, "rounds": ROUNDS}
    words = [word for name, value in options.items() for word in (f"--{name}", str(value))]
    urls = [site.base + path for path in paths]
    answer = subprocess.run(
        [sys.executable, "-m", "bench.load", *words, *urls],
        cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    if answer.returncode:
        raise BenchError(f"the pages could not be loaded:\n{site.tail()}")
    found: dict[str, dict[str, Any]] = json.loads(answer.stdout)
    return {path: found[site.base + path] for path in paths}


def _rate(one: dict[str, Any]) -> float:
    return float(len(one["latencies"]) / one["took"])


def _limit(found: dict[str, dict[str, Any]], concurrency: int, note: str) -> Figure:
    what = f"{LIMIT} at {concurrency} at once"
    return Figure("pages", what, _rate(found[LIMIT]), "req/s", note=note)


def _page(what: str, path: str, found: dict[str, dict[str, Any]], concurrency: int) -> list[Figure]:
    page, limit = found[path], found[LIMIT]
    name = f"{what} at {concurrency} at once"
    asked = f"{len(page['latencies'])} requests" if what == "front" else ""
    return [
        Figure("pages", name, _rate(page), "req/s", _rate(limit), LIMIT, asked),
        *(
            Figure("pages", f"{name}, p{share * 100:.0f}", quantile(page["latencies"], share) * 1e3,
                   "ms", quantile(limit["latencies"], share) * 1e3, LIMIT)
            for share in (0.5, 0.99)
        ),
    ]  # fmt: skip


def _told(what: str, path: str, found: dict[str, dict[str, Any]], asked: Asked) -> list[Figure]:
    return [
        Figure("pages", f"{what}, size on the wire", found[path]["size"] / 1024, "KiB"),
        Figure("pages", f"{what}, database queries", asked.count, "queries",
               note=f"{asked.ms:.0f} ms of SQL"),
    ]  # fmt: skip
