"""What an editor does to articles, so that locks hold and index, stories and readers follow."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial

from django.db import transaction

from aggregator.articles.doubts import examine
from aggregator.articles.models import Article, ArticleTag
from aggregator.articles.reread import read_again, write_down
from aggregator.articles.signals import articles_changed
from aggregator.stories.moderation import record_flag


def announce(ids: Iterable[int], now: datetime) -> None:
    """Mark the articles as changed, and say so after the commit."""
    changed = list(ids)
    if not changed:
        return
    Article.objects.filter(pk__in=changed).update(updated_at=now, index_pending=True)
    transaction.on_commit(partial(articles_changed.send_robust, sender=Article, ids=changed))


def set_flag(
    ids: Sequence[int], name: str, value: bool, now: datetime, reason: str = ""
) -> list[Article]:
    """Set `is_hidden` or `is_important` of the articles, locked; give the articles.

    Those that were different before are told of in the open log, with the reason.
    """
    with transaction.atomic():
        articles = list(Article.objects.select_for_update().filter(pk__in=ids))
        different = [article for article in articles if getattr(article, name) != value]
        record_flag(different, name, value, reason, now)
        for article in articles:
            setattr(article, name, value)
            article.lock([name])
        Article.objects.bulk_update(articles, [name, "locked_fields"], batch_size=100)
        announce((article.pk for article in articles), now)
    return articles


def place_in_time(article: Article) -> None:
    """Let the order of lists follow the time of publishing that an editor set.

    The tags' copies are saved here; the article is saved by the caller.
    """
    article.sorted_at = article.published_at or article.first_seen_at
    ArticleTag.objects.filter(article=article).update(sorted_at=article.sorted_at)


def follow_the_words(article: int, now: datetime) -> None:
    """Read anew what an editor worded anew: tags, chips and summaries say what it says now."""
    Article.objects.filter(pk=article).update(summary_ai="")
    write_down(read_again([article]), now)
    examine(list(Article.objects.filter(pk=article)))
