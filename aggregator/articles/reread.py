"""Articles read again with the dictionary in force: their tags, their columns, their words.

In two steps, so that no lock is held while texts are read: `read_again`, then `write_down`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import transaction

from aggregator.articles.models import Article
from aggregator.articles.signals import articles_changed
from aggregator.articles.tagging import file_under
from aggregator.articles.understand import MARKS, Understanding, understand


@dataclass(frozen=True, slots=True)
class Reading:
    """What an article with this wording says."""

    article: int
    title: str
    text: str
    understanding: Understanding


def read_again(ids: Iterable[int]) -> list[Reading]:
    """Read the articles as they stand now. Writes nothing."""
    rows = Article.objects.filter(pk__in=list(ids)).select_related("source")
    return [_reading(article) for article in rows.defer("html")]


def write_down(readings: Sequence[Reading], now: datetime) -> int:
    """Let columns and tags of the articles follow, have them indexed; give how many.

    What an editor locked or ruled stays. An article that was edited since it was read is read
    once more under its lock. `articles_changed` is sent after the commit.
    """
    by_id = {reading.article: reading for reading in readings}
    if not by_id:
        return 0
    with transaction.atomic():
        rows = Article.objects.select_for_update(of=("self",)).filter(pk__in=by_id)
        pairs = [
            (article, _still(article, by_id[article.pk]))
            for article in rows.select_related("source").order_by("pk")
        ]
        names = {"dictionary", "updated_at", "index_pending"}
        for article, understanding in pairs:
            kept = [flag for flag in article.flags if flag not in MARKS]
            marked = {"flags": sorted({*kept, *understanding.flags})}
            names.update(article.sync({**understanding.columns, **marked}))
            article.dictionary = str(understanding.columns["dictionary"])
            article.updated_at = now
            article.index_pending = True
        articles = [article for article, _ in pairs]
        Article.objects.bulk_update(articles, sorted(names), batch_size=100)
        file_under([(article, understanding.tags) for article, understanding in pairs])
        ids = [article.pk for article in articles]
        transaction.on_commit(partial(articles_changed.send_robust, sender=Article, ids=ids))
    return len(articles)


def _reading(article: Article) -> Reading:
    openings = tuple(article.source.boilerplate)
    found = understand(article.title, article.text, openings)
    return Reading(article.pk, article.title, article.text, found)


def _still(article: Article, reading: Reading) -> Understanding:
    if (article.title, article.text) == (reading.title, reading.text):
        return reading.understanding
    return _reading(article).understanding
