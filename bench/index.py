"""The index: documents per second of a rebuild, bytes per document, milliseconds per query."""

import time
from collections.abc import Callable, Sequence

from django.db.models import Q
from django.utils import timezone

from aggregator.articles.models import Article
from aggregator.language import segment
from aggregator.search.asking import search
from aggregator.search.document import load
from aggregator.search.engines.embedded.folder import read_meta, search_dir
from aggregator.search.rebuild import rebuild
from bench.figure import Figure, quantile
from bench.fill import fill
from bench.items import read_items
from bench.outlets import make_tables

QUERIES = ("比特币", "以太坊 ETF", "“稳定币”", "币安", "Vitalik Buterin", "黑客 被盗")
ROUNDS = 50
LIKE_ROUNDS = 3
CHUNK = 1000
LIKE = "the same by SQL LIKE"


def measure(_articles: int) -> list[Figure]:
    """Rebuild from every item once, then ask."""
    make_tables()
    name, items = read_items()
    count = fill(items, len(items), timezone.now())
    segment("比特币")
    cutting = _timed(_cut_all)
    building = _timed(rebuild)
    files = (search_dir() / read_meta().folder).iterdir()
    size = sum(file.stat().st_size for file in files)
    text = sum(len((t + b).encode()) for t, b in Article.objects.values_list("title", "text"))
    found, like = _ask(_search, ROUNDS), _ask(_like, LIKE_ROUNDS)
    asked = f"{len(QUERIES)} queries, {ROUNDS} times each, 20 hits and the total"
    return [
        Figure("index", "rebuild", count / building, "docs/s", count / cutting,
               "reading and cutting the words alone", name),
        Figure("index", "size on disk", size / count, "bytes/doc", text / count,
               "UTF-8 text of title and body"),
        Figure("index", "query p50", quantile(found, 0.5), "ms", quantile(like, 0.5), LIKE, asked),
        Figure("index", "query p99", quantile(found, 0.99), "ms", quantile(like, 0.99), LIKE),
    ]  # fmt: skip


def _timed(verb: Callable[[], object]) -> float:
    started = time.perf_counter()
    verb()
    return time.perf_counter() - started


def _cut_all() -> None:
    ids = list(Article.objects.order_by("id").values_list("pk", flat=True))
    for start in range(0, len(ids), CHUNK):
        for article in load(ids[start : start + CHUNK]):
            segment(article.title)
            segment(article.text)


def _ask(verb: Callable[[str], object], rounds: int) -> Sequence[float]:
    """Milliseconds of each query, after one round that is not counted."""
    for query in QUERIES:
        verb(query)
    return [
        _timed(lambda query=query: verb(query)) * 1000  # type: ignore[misc]
        for _ in range(rounds)
        for query in QUERIES
    ]


def _search(query: str) -> object:
    return search(query)


def _like(query: str) -> object:
    """What a site without an index does: every word somewhere, newest first, and how many."""
    wanted = Q()
    for word in query.strip("“”").split():
        wanted &= Q(title__icontains=word) | Q(text__icontains=word)
    rows = Article.objects.filter(wanted)
    return rows.count(), list(rows.order_by("-sorted_at", "-id").values_list("pk")[:20])
