"""All of the speed of search, in this process, whose settings are those of the measurement.

Run by `bench.search.speed`; `measure` is what `bench.one` calls.
"""

import sys
import time
from pathlib import Path

from django.conf import settings

from aggregator.search.engines.current import current
from aggregator.search.engines.embedded.folder import read_meta, search_dir
from bench.figure import Figure
from bench.outlets import make_tables
from bench.search import crowd, latency, others, visible
from bench.search.cutting import Vocabulary, cut_all
from bench.search.filling import Placed, fill_index
from bench.search.rows import fill_database
from bench.search.texts import read_texts
from bench.search.timing import timed

EVERY = 820_000


def measure(count: int) -> list[Figure]:
    """Fill an index with that many articles, ask in every way, and ask others the same."""
    var = Path(settings.VAR)
    seen, placed, lines = fill(count, var)
    asked = latency.queries(seen)
    _say("asking")
    lines += latency.measure(asked)
    one_each = [some[place] for some in asked.values() for place in range(0, len(some), 5)]
    alone = timed(latency.ask, one_each, 1).later
    _say("four readers")
    lines += crowd.measure(asked, var, sum(alone) / len(alone))
    _say("commit to visible")
    lines += visible.measure()
    _say("trigrams, PostgreSQL, LIKE")
    return lines + others.measure(asked, placed, var)


def fill(count: int, var: Path) -> tuple[Vocabulary, Placed, list[Figure]]:
    """Texts, words, index and database; the figures of filling."""
    make_tables()
    texts = read_texts(min(count, EVERY))
    _say(f"cutting {len(texts):,} texts")
    started = time.perf_counter()
    seen = cut_all(texts, var / "cuts")
    cutting = len(texts) / (time.perf_counter() - started)
    size = sum(len((text.title + text.body).encode()) for text in texts) / len(texts)
    del texts
    placed = Placed(var / "cuts", count, int(time.time()))
    _say(f"indexing {count:,} documents")
    writing = fill_index(placed)
    _say("filling the database")
    fill_database(placed)
    told = f"{placed.texts:,} real texts, as {count:,} documents"
    group = "index"
    lines = [
        Figure(group, "writing cut documents", count / writing, "docs/s", cutting,
               "cutting and naming, all cores", told),
        Figure(group, "cutting and naming, all cores", cutting, "docs/s"),
        _on_disk(group, size),
    ]  # fmt: skip
    return seen, placed, lines


def _on_disk(group: str, text: float) -> Figure:
    files = list((search_dir() / read_meta().folder).iterdir())
    segments = sum(file.suffix == ".store" for file in files)
    _, documents = current().live().extent()
    size = sum(file.stat().st_size for file in files) / documents
    what = "UTF-8 text of title and body"
    return Figure(group, "size on disk", size, "bytes/doc", text, what, f"{segments} segments")


def _say(what: str) -> None:
    print(f"bench: {what} ({time.strftime('%H:%M:%S')})", file=sys.stderr, flush=True)
