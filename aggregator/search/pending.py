"""Bringing changed articles into the live index. The database stays the truth."""

from collections.abc import Iterable

from django.db import transaction

from aggregator.articles.models import Article
from aggregator.search.document import document, load
from aggregator.search.engines.engine import Writer
from aggregator.search.turns import live_writer

_BATCH = 500


def index(ids: Iterable[int]) -> None:
    """Put articles into the live index as the database has them now; hidden ones go out."""
    with live_writer() as writer:
        bring(writer, list(ids))
        writer.commit()


def delete(ids: Iterable[int]) -> None:
    """Take articles out of the live index."""
    with live_writer() as writer:
        writer.drop(ids)
        writer.commit()


def index_pending(limit: int = 10_000) -> int:
    """Bring up to `limit` pending articles into the index, the newest first; give how many.

    Raises `WriterBusy` and `IndexUnavailable`.
    """
    if not any_pending():
        return 0
    with live_writer() as writer:
        return bring_pending(writer, limit)


def any_pending() -> bool:
    """Whether an article waits."""
    return Article.objects.filter(index_pending=True).exists()


def bring_pending(writer: Writer, limit: int) -> int:
    """Bring up to `limit` pending articles in, the newest first; give how many.

    Safe to run twice and to kill at any line: the index is committed before the flags are
    cleared, and an article that was edited in between stays pending.
    """
    done = 0
    while done < limit and (ids := _pending(min(_BATCH, limit - done))):
        articles = load(ids)
        _put(writer, articles)
        writer.commit()
        _clear(articles)
        done += len(ids)
    return done


def bring(writer: Writer, ids: list[int]) -> None:
    """Put articles in as the database has them now; hidden ones go out. The caller commits."""
    for start in range(0, len(ids), _BATCH):
        _put(writer, load(ids[start : start + _BATCH]))


def gone_of(ids: Iterable[int]) -> set[int]:
    """Those of the articles that the database no longer has."""
    asked = set(ids)
    return asked - set(Article.objects.filter(pk__in=asked).values_list("pk", flat=True))


def _put(writer: Writer, articles: list[Article]) -> None:
    writer.drop(article.pk for article in articles if article.is_hidden)
    writer.put(document(article) for article in articles if not article.is_hidden)


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
