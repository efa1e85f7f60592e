"""Making the index anew beside the live one, which is read and written until the swap."""

import secrets
from collections.abc import Callable
from typing import Any

import tantivy

from aggregator.articles.models import Article
from aggregator.language import shipped
from aggregator.search.compare import mend, windows
from aggregator.search.documents import load
from aggregator.search.errors import IndexUnavailable
from aggregator.search.folder import (
    BUILDING,
    Meta,
    create_index,
    go_live,
    only_one,
    open_index,
    read_meta,
    write_meta,
)
from aggregator.search.schema import SCHEMA_VERSION
from aggregator.search.writer import Writer, writing

_BATCH = 1000
_COMMIT_EVERY = 5000


def rebuild(
    progress: Callable[[int, int], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> bool:
    """Index every shown article into a new index and put it in the place of the live one.

    Goes on where an earlier run was stopped or killed. `progress` gets how many are done and
    how many there are; `stop` is asked after every 1,000. Gives False when stopped before the
    swap. What was edited meanwhile is brought in just before the swap, while no one else may
    write. Raises `WriterBusy` when a rebuild runs already or the swap has to wait.
    """
    with only_one("rebuild"):
        meta, index = _begun() or _begin()
        with writing(index) as writer:
            if not _fill(writer, progress or _untold, stop or _on):
                return False
        with only_one("writer"):
            with writing(index) as writer:
                for window in windows(index):
                    mend(writer, window)
                writer.commit()
            go_live(meta)
    return True


def _begun() -> tuple[Meta, Any] | None:
    """An index that an earlier run left unfinished, if its documents would be ours."""
    try:
        meta = read_meta(BUILDING)
        return (meta, open_index(meta.folder)) if meta.is_current else None
    except IndexUnavailable:
        return None


def _begin() -> tuple[Meta, Any]:
    meta = Meta(f"index-{secrets.token_hex(6)}", SCHEMA_VERSION, shipped().version)
    index = create_index(meta.folder)
    write_meta(meta, BUILDING)
    return meta, index


def _fill(writer: Writer, progress: Callable[[int, int], None], stop: Callable[[], bool]) -> bool:
    """Add the articles in the order of their ids, so that the last one says how far it got."""
    shown = Article.objects.filter(is_hidden=False)
    total = shown.count()
    last, done = _last(writer.index)
    while ids := list(
        shown.filter(pk__gt=last).order_by("id").values_list("pk", flat=True)[:_BATCH]
    ):
        writer.put(load(ids))
        last, done = ids[-1], done + len(ids)
        stopping = stop()
        if stopping or done % _COMMIT_EVERY < _BATCH:
            writer.commit()
        progress(done, max(done, total))
        if stopping:
            return False
    writer.commit()
    return True


def _last(index: Any) -> tuple[int, int]:
    """The highest id in the index, and how many documents it has."""
    searcher = index.searcher()
    top = searcher.search(tantivy.Query.all_query(), limit=1, order_by_field="id").hits
    return (int(top[0][0]) if top else 0), int(searcher.num_docs)


def _untold(_done: int, _total: int) -> None:
    """Nobody wants to know."""


def _on() -> bool:
    return False
