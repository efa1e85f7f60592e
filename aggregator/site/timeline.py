"""Articles in lists: newest first, a page at a time, each with the outlets that told the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import QuerySet

from aggregator.articles.models import Article, ArticleTag, Tag
from aggregator.feeds.models import Source
from aggregator.site import cursors
from aggregator.site.outlets import Outlet, outlets_of

PAGE = 30


@dataclass(frozen=True, slots=True)
class Item:
    """An article of a list, and the other outlets of its story, earliest first."""

    article: Article
    others: tuple[Outlet, ...]

    @property
    def is_first(self) -> bool:
        """Whether the outlet was first: of several, by the times that they gave themselves."""
        told = self.article.is_lead and self.article.published_at is not None
        return bool(self.others) and told and not any(other.before for other in self.others)


@dataclass(frozen=True, slots=True)
class Page:
    """Items, the cursor of the next page ("" at the end), and the last time before this page."""

    items: tuple[Item, ...]
    cursor: str
    after: datetime | None


@dataclass(frozen=True, slots=True)
class Choice:
    """Which articles the front page shows: a kind ("" for both), the important alone."""

    kind: str = ""
    important: bool = False

    @property
    def name(self) -> str:
        """What cursors of this list are signed for."""
        return f"front:{self.kind}:{self.important}"

    @property
    def nav(self) -> str:
        """Which entry of the navigation is this list: all, important, or the kind."""
        return "important" if self.important else self.kind or "all"

    @property
    def query(self) -> str:
        """The list's query string; "" for the whole timeline."""
        asked = {"kind": self.kind, "important": "1" if self.important else ""}
        return urlencode({name: value for name, value in asked.items() if value})


def front(choice: Choice, cursor: str = "") -> Page:
    """The timeline: one article for each story. Raises `BadCursor`."""
    return _page(_chosen(choice), choice.name, cursor)


def front_with_texts(choice: Choice) -> tuple[Item, ...]:
    """The first page with whole texts, for feeds; without the other outlets."""
    articles = _chosen(choice).select_related("source").order_by("-sorted_at", "-id")
    return tuple(Item(article, ()) for article in articles[:PAGE])


def of_source(source: Source, cursor: str = "") -> Page:
    """Everything an outlet reported, also where another outlet was first."""
    articles = Article.objects.filter(source=source, is_hidden=False)
    return _page(articles, f"source:{source.pk}", cursor)


def of_tag(tag: Tag, cursor: str = "") -> Page:
    """The articles filed under a tag, one for each story. Raises `BadCursor`."""
    name = f"tag:{tag.slug}"
    place = cursors.read(cursor, name) if cursor else None
    if tag.pk is None:  # known to the lexicon, named by no article yet
        return Page((), "", None)
    rows = ArticleTag.objects.filter(
        tag=tag, removed=False, article__is_hidden=False, article__is_lead=True
    ).order_by("-sorted_at", "-article_id")
    if place:
        rows = rows.filter(sorted_at__lte=place.sorted_at).exclude(
            sorted_at=place.sorted_at, article__gte=place.id
        )
    found = list(rows.values_list("article_id", "sorted_at")[: PAGE + 1])
    by_id = _listed(Article.objects.all()).in_bulk([pk for pk, _ in found[:PAGE]])
    articles = [by_id[pk] for pk, _ in found[:PAGE] if pk in by_id]
    following = ""
    if len(found) > PAGE:
        pk, sorted_at = found[PAGE - 1]
        following = cursors.write(cursors.Place(sorted_at, pk), name)
    return Page(with_outlets(articles), following, place.sorted_at if place else None)


def by_ids(ids: Sequence[int]) -> tuple[Item, ...]:
    """Those articles that are there and not hidden, in the order asked."""
    found = _listed(Article.objects.filter(is_hidden=False)).in_bulk(list(ids))
    return with_outlets([found[pk] for pk in ids if pk in found])


def with_outlets(articles: Sequence[Article]) -> tuple[Item, ...]:
    """The articles as items; one query for all of them."""
    others = outlets_of(articles)
    return tuple(Item(article, others.get(article.pk, ())) for article in articles)


def _chosen(choice: Choice) -> QuerySet[Article]:
    # These two filters are those of the partial indexes.
    articles = Article.objects.filter(is_hidden=False, is_lead=True)
    if choice.kind:
        articles = articles.filter(kind=choice.kind)
    if choice.important:
        articles = articles.filter(is_important=True)
    return articles


def _page(articles: QuerySet[Article], name: str, cursor: str) -> Page:
    place = cursors.read(cursor, name) if cursor else None
    if place:
        # A range on the first column of the index, then the few of the same moment.
        articles = articles.filter(sorted_at__lte=place.sorted_at).exclude(
            sorted_at=place.sorted_at, id__gte=place.id
        )
    # One more than shown tells whether there is a next page.
    found = list(_listed(articles).order_by("-sorted_at", "-id")[: PAGE + 1])
    shown = found[:PAGE]
    following = ""
    if len(found) > PAGE:
        following = cursors.write(cursors.Place(shown[-1].sorted_at, shown[-1].pk), name)
    return Page(with_outlets(shown), following, place.sorted_at if place else None)


def _listed(articles: QuerySet[Article]) -> QuerySet[Article]:
    """Without the columns that hold whole texts."""
    return articles.select_related("source").defer("html", "text", "content_hash", "guid_key")
