"""A search as a page shows it: what was found, each hit with the other outlets of its story."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.safestring import SafeString

from aggregator.articles.models import Article
from aggregator.search.asking import Order, search
from aggregator.search.query.planning import Reach, is_worded
from aggregator.search.query.query import Query
from aggregator.site import policy, timeline
from aggregator.site.outlets import Outlet
from aggregator.site.snippet import marked_headline, query_words, snippet

PAGE = 20
_MARKED = ("words", "phrase")


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

    item: timeline.Item
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


def _found(items: tuple[timeline.Item, ...], query: Query) -> tuple[Found, ...]:
    told = [one.value for one in query.clauses if one.kind in _MARKED and not one.negated]
    words = query_words(" ".join(told))
    return tuple(
        Found(
            item,
            marked_headline(item.article.title, words),
            snippet(_text(item.article), words),
            _others(item),
        )
        for item in items
    )


def _text(article: Article) -> str:
    """The text that the outlet lets us show."""
    return policy.excerpt_shown(article)


def _others(item: timeline.Item) -> tuple[Outlet, ...]:
    return tuple(one for one in item.outlets if one.slug != item.article.source.slug)
