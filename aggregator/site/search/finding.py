"""A search as a page shows it: what was found, each hit with the other outlets of its story."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString

from aggregator.articles import permitted
from aggregator.articles.models import Article
from aggregator.language import strip_boilerplate
from aggregator.search.asking import Order, search
from aggregator.search.marking import marking
from aggregator.search.query.matching import Reach
from aggregator.search.query.planning import is_worded
from aggregator.search.query.query import Query
from aggregator.site.lists import timeline
from aggregator.site.lists.item import Item
from aggregator.site.press.outlets import Outlet
from aggregator.site.search.snippet import headline, passage

PAGE = 20


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader asked for: the query, the order chosen, where the page begins."""

    query: Query
    order: Order = "relevance"
    cursor: str = ""

    @property
    def by_words(self) -> bool:
        """Whether there is anything that relevance could go by; filters alone have none."""
        return is_worded(self.query)

    @property
    def order_shown(self) -> Order:
        """The order of the hits."""
        return self.order if self.by_words else "newest"


@dataclass(frozen=True, slots=True)
class Found:
    """A hit: its item, the headline and the passage with marked words (both escaped).

    `others` are the other outlets that told the story, in the order they spoke.
    """

    item: Item
    title: SafeString
    text: SafeString
    others: tuple[Outlet, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A page of hits, how many articles there are in all, and the cursor of the next page.

    `reach` says how wide the net had to be cast.
    """

    hits: tuple[Found, ...]
    total: int
    cursor: str
    reach: Reach


def find(wanted: Wanted, now: datetime) -> Finding:
    """Search. Raises `BadQuery`, `BadCursor`, `IndexUnavailable` of the search room."""
    results = search(
        wanted.query,
        order=wanted.order_shown,
        limit=PAGE,
        cursor=wanted.cursor,
        grouped=True,
        now=now,
    )
    items = timeline.by_ids([hit.article_id for hit in results.hits])
    return Finding(_found(items, wanted.query), results.total, results.cursor, results.reach)


def _found(items: tuple[Item, ...], query: Query) -> tuple[Found, ...]:
    marks = marking(query)
    texts = _texts([item.article for item in items])
    return tuple(
        Found(
            item,
            headline(marks, item.article.title),
            passage(marks, texts[item.article.pk]),
            _others(item),
        )
        for item in items
    )


def _texts(articles: Sequence[Article]) -> dict[int, str]:
    """The text of each article that its outlet lets us show: one query where that is the whole."""
    whole = {one.pk: one.source for one in articles if permitted.whole(one)}
    texts = {one.pk: permitted.excerpt(one) for one in articles}
    if whole:
        for pk, text in Article.objects.filter(pk__in=whole).values_list("pk", "text"):
            texts[pk] = strip_boilerplate(text, whole[pk].boilerplate)
    return texts


def _others(item: Item) -> tuple[Outlet, ...]:
    return tuple(one for one in item.outlets if one.slug != item.article.source.slug)
