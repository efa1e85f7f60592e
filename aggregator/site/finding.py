"""A search as a page shows it: what was found, or why nothing can be."""

from dataclasses import dataclass
from typing import Literal

from django.utils import timezone
from django.utils.safestring import SafeString

from aggregator.articles.models import Article
from aggregator.search.asking import Results, search
from aggregator.search.marking import marking
from aggregator.search.query.parse import parse
from aggregator.site import policy, timeline
from aggregator.site.snippet import headline, passage

PAGE = 20

Order = Literal["relevance", "newest"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader asked for: words, order, kind ("" for both), and where the page begins."""

    query: str
    order: Order
    kind: str
    cursor: str


@dataclass(frozen=True, slots=True)
class Found:
    """A hit: its item, the headline and the passage with marked words (both escaped)."""

    item: timeline.Item
    title: SafeString
    text: SafeString


@dataclass(frozen=True, slots=True)
class Finding:
    """A page of hits, how many there are in all, and the cursor of the next page."""

    hits: tuple[Found, ...]
    total: int
    cursor: str


def find(wanted: Wanted) -> Finding:
    """Search. Raises `BadQuery`, `BadCursor`, `IndexUnavailable` of the search room."""
    results: Results = search(
        wanted.query,
        limit=PAGE,
        cursor=wanted.cursor,
        order=wanted.order,
    )
    items = timeline.by_ids([hit.article_id for hit in results.hits])
    marks = marking(parse(wanted.query, timezone.localdate()))
    hits = tuple(
        Found(item, headline(marks, item.article.title), passage(marks, _text(item.article)))
        for item in items
    )
    return Finding(hits, results.total, results.cursor)


def _text(article: Article) -> str:
    """The text that the outlet lets us show."""
    return policy.excerpt_shown(article)
