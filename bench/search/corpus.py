"""The items as articles with tags and stories, in a database and an index of their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from aggregator.articles.canonical import key
from aggregator.articles.ingest import ingest
from aggregator.articles.models import Article
from aggregator.articles.signals import articles_changed
from aggregator.search.rebuild import rebuild
from aggregator.search.receivers import on_articles_changed
from bench.items import Item, batches
from bench.outlets import make_feeds, make_tables


@dataclass(frozen=True, slots=True)
class Corpus:
    """`article` of each item id (items that name one report share it), and the latest moment."""

    article: dict[str, int]
    now: datetime

    @property
    def items(self) -> dict[int, set[str]]:
        """The item ids of each article."""
        found: dict[int, set[str]] = {}
        for item, article in self.article.items():
            found.setdefault(article, set()).add(item)
        return found


def build(items: Sequence[Item]) -> Corpus:
    """Take the items in as the newsroom does: ingest, stories, index."""
    make_tables()
    articles_changed.disconnect(on_articles_changed)
    ordered = sorted(items, key=lambda item: item.moment)
    feeds = make_feeds(item.outlet for item in ordered)
    for slug, entries, now in batches(ordered):
        ingest(feeds[slug], entries, now)
    rebuild()
    return corpus(items)


def corpus(items: Sequence[Item]) -> Corpus:
    """Which article of the database each item became: its own, or an earlier one of its address."""
    by_guid = dict(Article.objects.values_list("guid_key", "pk"))
    by_url = dict(Article.objects.values_list("url", "pk"))
    found = {}
    for item in items:
        article = by_guid.get(key("guid", item.outlet, item.entry.guid))
        article = article or by_url.get(item.entry.url)
        if article:
            found[item.entry.guid] = article
    return Corpus(found, max(item.moment for item in items))
