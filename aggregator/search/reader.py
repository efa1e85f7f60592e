"""Finding articles. Any number of processes and threads read beside the one writer."""

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from aggregator.search import cursors
from aggregator.search.errors import BadQuery, IndexUnavailable
from aggregator.search.folder import META, engine, open_index, read_meta, search_dir
from aggregator.search.matching import before, matching
from aggregator.search.queries import parse
from aggregator.search.schema import id_of_newest_key

DEEPEST = 1000
_MOST = 100

Order = Literal["relevance", "newest"]


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found; `score` is BM25, or 0.0 in the date order."""

    article_id: int
    score: float


@dataclass(frozen=True, slots=True)
class Results:
    """A page of hits, the cursor of the next ("" at the end), and how many there are in all."""

    hits: tuple[Hit, ...]
    cursor: str
    total: int


def search(
    query: str,
    *,
    limit: int = 20,
    cursor: str = "",
    order: Order = "relevance",
    kind: str | None = None,
    source: str | None = None,
    tag: str | None = None,
) -> Results:
    """Find the articles that have every word of the query, a page of 1 to 100 at a time.

    `kind` is an `Article.Kind`, `source` and `tag` are slugs. The date order (newest first)
    goes on to any depth and stays put while articles arrive; the order by relevance ends after
    1,000. Raises `BadQuery`, `BadCursor`, `IndexUnavailable`.
    """
    if order not in ("relevance", "newest"):
        raise BadQuery(f"There is no order {order!r}; it is relevance or newest")
    parts = parse(query)
    if not parts:
        raise BadQuery("The query has no word in it; give at least one")
    filters = [
        (field, _clean(value))
        for field, value in (("kind", kind), ("source", source), ("tags", tag))
        if value
    ]
    name = repr((order, parts, filters))
    place = cursors.read(cursor, name) if cursor else None
    limit = min(max(limit, 1), _MOST)
    wanted = matching(parts, filters)
    with engine("The index"):
        if order == "newest":
            return _by_date(wanted, limit, place, name)
        return _by_relevance(wanted, limit, place, name)


def _by_date(wanted: Any, limit: int, place: cursors.Place | None, name: str) -> Results:
    query = before(wanted, place.after) if place else wanted
    # One more than asked for tells whether there is a next page.
    found = searcher().search(query, limit=limit + 1, order_by_field="newest", count=not place)
    total = place.total if place else int(found.count)
    keys = [int(key) for key, _ in found.hits]
    more = len(keys) > limit
    hits = tuple(Hit(id_of_newest_key(key), 0.0) for key in keys[:limit])
    following = cursors.write(cursors.Place(keys[limit - 1], total), name) if more else ""
    return Results(hits, following, total)


def _by_relevance(wanted: Any, limit: int, place: cursors.Place | None, name: str) -> Results:
    reading = searcher()
    start = place.after if place else 0
    limit = min(limit, DEEPEST - start)
    found = reading.search(wanted, limit=limit + 1, offset=start, count=not place)
    total = place.total if place else int(found.count)
    top = found.hits[:limit]
    ids = reading.fast_field_values("id", [address for _, address in top])
    hits = tuple(Hit(int(i), score) for i, (score, _) in zip(ids, top, strict=True))
    end = start + limit
    more = len(found.hits) > limit and end < DEEPEST
    following = cursors.write(cursors.Place(end, total), name) if more else ""
    return Results(hits, following, total)


def _clean(value: str) -> str:
    """Half a surrogate pair can't be sent to the engine, and names nothing."""
    return value[:200].encode("utf-8", "replace").decode("utf-8")


@dataclass(slots=True)
class _Open:
    """The index this process has open, and the state of the files it was read from."""

    folder: str
    index: Any
    marks: tuple[object, object]


_lock = threading.Lock()
_open: _Open | None = None


def searcher() -> Any:
    """A view of the live index as it is now; stays the same while it is held.

    Two file times say whether anything changed; nothing runs in the background, so a server may
    fork after it has searched.
    """
    with _lock, engine("The index"):
        try:
            return _current().searcher()
        except IndexUnavailable:
            # A rebuild may have put a new index in place between two looks.
            return _current().searcher()


def _current() -> Any:
    global _open
    folder = search_dir()
    meta = _mark(folder / META)
    live = _open
    if live is None or live.marks[0] != meta:
        name = read_meta().folder
        segments = _mark(folder / name / META)
        live = _open = _Open(name, open_index(name), (meta, segments))
        return live.index
    segments = _mark(folder / live.folder / META)
    if segments is None:
        raise IndexUnavailable(
            f"The index {live.folder} has vanished; `search rebuild` makes it anew"
        )
    if live.marks[1] != segments:
        live.index.reload()
        live.marks = (meta, segments)
    return live.index


def _mark(path: Path) -> tuple[int, int, int] | None:
    """What differs when a file was replaced; None when it is not there."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_ino, stat.st_mtime_ns, stat.st_size
