"""Changing the index. One process at a time; the database stays the truth."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from aggregator.articles.models import Article
from aggregator.search.documents import document, load
from aggregator.search.folder import engine, only_one, open_index, read_meta

_HEAP_BYTES = 64_000_000
_BATCH = 500


class Writer:
    """An open index. Nothing is seen by readers, or survives a crash, before `commit`.

    Every method raises `IndexUnavailable` when the engine fails (a full disk, a damaged file).
    """

    def __init__(self, index: Any) -> None:
        self.index = index
        with engine("The index"):
            self._writer = index.writer(_HEAP_BYTES, 1)

    def put(self, articles: Iterable[Article]) -> None:
        """Index articles that `documents.load` gave; a hidden one is taken out instead."""
        changes = [(a.pk, None if a.is_hidden else document(a)) for a in articles]
        with engine("The index"):
            for article_id, found in changes:
                self._writer.delete_documents_by_term("id", article_id)
                if found is not None:
                    self._writer.add_document(found)

    def drop(self, ids: Iterable[int]) -> None:
        """Take articles out; an id that is not in is fine."""
        with engine("The index"):
            for article_id in ids:
                self._writer.delete_documents_by_term("id", article_id)

    def commit(self) -> None:
        """Make the changes durable and visible."""
        with engine("The index"):
            self._writer.commit()
            self.index.reload()

    def close(self) -> None:
        """Let running merges finish: cut short, they would leave ever more small segments."""
        with engine("The index"):
            self._writer.wait_merging_threads()


@contextmanager
def writing(index: Any) -> Iterator[Writer]:
    """A writer over an index; what was not committed is lost."""
    writer = Writer(index)
    try:
        yield writer
    finally:
        writer.close()


@contextmanager
def live_writer() -> Iterator[Writer]:
    """A writer over the live index. Raises `WriterBusy` or `IndexUnavailable`."""
    with only_one("writer"), writing(open_index(read_meta().folder)) as writer:
        yield writer


def index(articles: Iterable[Article]) -> None:
    """Put articles into the live index as the database has them now."""
    ids = [article.pk for article in articles]
    with live_writer() as writer:
        for start in range(0, len(ids), _BATCH):
            writer.put(load(ids[start : start + _BATCH]))
        writer.commit()


def delete(ids: Iterable[int]) -> None:
    """Take articles out of the live index."""
    with live_writer() as writer:
        writer.drop(ids)
        writer.commit()


def index_pending(limit: int = 10_000) -> int:
    """Bring up to `limit` pending articles into the index, the newest first; give how many.

    Safe to run twice and to kill at any line: the index is committed before the flags are
    cleared, and an article that was edited in between stays pending.
    Raises `WriterBusy` and `IndexUnavailable`.
    """
    if not Article.objects.filter(index_pending=True).exists():
        return 0
    done = 0
    with live_writer() as writer:
        while done < limit and (ids := _pending(min(_BATCH, limit - done))):
            articles = load(ids)
            writer.put(articles)
            writer.commit()
            _clear(articles)
            done += len(ids)
    return done


def drop_gone(ids: Iterable[int]) -> None:
    """Take out of the live index those of the articles that the database no longer has."""
    gone = set(ids)
    gone -= set(Article.objects.filter(pk__in=gone).values_list("pk", flat=True))
    if gone:
        delete(gone)


def _pending(limit: int) -> list[int]:
    pending = Article.objects.filter(index_pending=True).order_by("-id")
    return list(pending.values_list("pk", flat=True)[:limit])


def _clear(articles: list[Article]) -> None:
    """Mark as indexed, but not what was edited after it was read."""
    seen = {article.pk: article.updated_at for article in articles}
    with transaction.atomic():
        rows = Article.objects.select_for_update().filter(pk__in=seen)
        same = [pk for pk, at in rows.values_list("pk", "updated_at") if at == seen[pk]]
        Article.objects.filter(pk__in=same).update(index_pending=False)
