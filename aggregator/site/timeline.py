"""Articles in lists: newest first, a page at a time, each with the outlets that told the same."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Prefetch, QuerySet

from aggregator.articles.models import Article, ArticleTag, Tag
from aggregator.feeds.models import Source
from aggregator.site import cursors, policy
from aggregator.site.chips import Chips, by_label, chips
from aggregator.site.doubts import Doubt, doubts_of
from aggregator.site.fragments import Memory, remembered
from aggregator.site.outlets import Outlet, outlets_of
from aggregator.site.pagecache.shown import shows
from aggregator.site.rows import Row, rows_of
from aggregator.stories.models import Story

PAGE = 30
CHIPS = 3
NAMED = 5
# What a list never shows of an article, and is long.
UNLISTED = ("html", "text", "summary", "summary_ai", "keywords", "addresses", "content_hash")


@dataclass(frozen=True, slots=True)
class Item:
    """An article of a list, and the event that it tells of.

    outlets: of a story that several told, its own among them, in the order they spoke; else
    empty. repeats: how many later reports of this story the list has left out. whole: whether the
    headline leads to the story, where there is one of several outlets. mark: what tells this item
    from every other one that this process has read, None for one that is not remembered.
    """

    article: Article
    story: Story | None = None
    outlets: tuple[Outlet, ...] = ()
    repeats: int = 0
    whole: bool = False
    mark: Hashable = field(default=None, compare=False)

    def placed(self, repeats: int, *, whole: bool) -> "Item":
        """The same in a list of its own."""
        if (repeats, whole) == (self.repeats, self.whole):
            return self
        return replace(self, repeats=repeats, whole=whole, mark=(self.mark, repeats, whole))

    @property
    def named(self) -> tuple[Outlet, ...]:
        """The outlets that a line has room for."""
        return self.outlets[:NAMED]

    @property
    def tied(self) -> bool:
        """Whether several outlets were first."""
        return sum(outlet.first for outlet in self.outlets) > 1

    @property
    def href(self) -> str:
        """Where the headline leads."""
        if self.whole and self.story and self.outlets:
            return self.story.get_absolute_url()
        return self.article.get_absolute_url()

    @property
    def reasons(self) -> str:
        """Why readers see it as 重要."""
        return policy.why_important(self.article, self.story, most=3)

    @property
    def facts(self) -> tuple[Chips, ...]:
        """The first figures that the headline has not said already."""
        return by_label(chips(self.article, CHIPS, beyond_headline=True))

    @property
    def doubt(self) -> Doubt | None:
        """The first amount that does not add up."""
        return next(iter(doubts_of(self.article)), None)


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
    def lists(self) -> str:
        """The narrowest list that tells of everything new here; `pagecache.changes` names them."""
        return "front:important" if self.important else f"front:{self.kind}".rstrip(":")

    @property
    def query(self) -> str:
        """The list's query string; "" for the whole timeline."""
        asked = {"kind": self.kind, "important": "1" if self.important else ""}
        return urlencode({name: value for name, value in asked.items() if value})


def front(choice: Choice, cursor: str = "") -> Page:
    """The timeline: one article for each story. Raises `BadCursor`."""
    if not cursor:
        shows(choice.lists)
    return _page(_chosen(choice), choice.name, cursor)


def front_with_texts(choice: Choice) -> tuple[Item, ...]:
    """The first page with whole texts and main tags, for feeds; without the other outlets."""
    articles = with_texts(_chosen(choice)).order_by("-sorted_at", "-id")
    return tuple(Item(article, story_of(article)) for article in articles[:PAGE])


def with_texts(articles: QuerySet[Article]) -> QuerySet[Article]:
    """With outlet, story and main tags, and all the text there is."""
    main = ArticleTag.objects.filter(removed=False, about=True).select_related("tag")
    return articles.select_related("source", "report__story").prefetch_related(
        Prefetch("tagged", main.order_by("pk"), to_attr="main_tags")
    )


def of_source(source: Source, cursor: str = "") -> Page:
    """Everything an outlet reported, also where another outlet was first; an event once a page."""
    if not cursor:
        shows(f"source:{source.slug}")
    articles = Article.objects.filter(source=source, is_hidden=False)
    return _page(articles, f"source:{source.pk}", cursor, whole=False)


def of_tag(tag: Tag, cursor: str = "") -> Page:
    """The articles filed under a tag, one for each story. Raises `BadCursor`."""
    name = f"tag:{tag.slug}"
    place = cursors.read(cursor, name) if cursor else None
    if place is None:
        shows(name)
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
    by_id = {row.pk: row for row in rows_of(_of_ids([pk for pk, _ in found[:PAGE]]))}
    shown = [by_id[pk] for pk, _ in found[:PAGE] if pk in by_id]
    following = ""
    if len(found) > PAGE:
        pk, sorted_at = found[PAGE - 1]
        following = cursors.write(cursors.Place(sorted_at, pk), name)
    return Page(_items(shown, whole=True), following, place.sorted_at if place else None)


def by_ids(ids: Sequence[int]) -> tuple[Item, ...]:
    """Those articles that are there and not hidden, in the order asked; an event once."""
    found = listed(Article.objects.filter(is_hidden=False)).in_bulk(list(ids))
    return with_outlets([found[pk] for pk in ids if pk in found], whole=False)


def with_outlets(articles: Sequence[Article], *, whole: bool = True) -> tuple[Item, ...]:
    """The articles (as `listed` gives them) as items; one query for all of them.

    Of several reports of one story the first in the list stays.
    """
    stories = {article.pk: story_of(article) for article in articles}
    outlets = outlets_of(s.pk for s in stories.values() if s and s.report_count > 1)
    kept: dict[int, Article] = {}
    repeats: Counter[int] = Counter()
    for article in articles:
        story = stories[article.pk]
        place = story.pk if story else -article.pk
        repeats[place] += place in kept
        kept.setdefault(place, article)
    items = []
    for place, article in kept.items():
        told = outlets.get(place, ())
        several = told if len(told) > 1 else ()
        items.append(Item(article, stories[article.pk], several, repeats[place], whole))
    return tuple(items)


def story_of(article: Article) -> Story | None:
    """The story of an article read with `report__story`; None before it has one."""
    report = getattr(article, "report", None)
    return report.story if report else None


def listed(articles: QuerySet[Article]) -> QuerySet[Article]:
    """With outlet and story, without the columns that hold whole texts."""
    return articles.select_related("source", "report__story").defer(*UNLISTED)


def _chosen(choice: Choice) -> QuerySet[Article]:
    # These two filters are those of the partial indexes.
    articles = Article.objects.filter(is_hidden=False, is_lead=True)
    if choice.kind:
        articles = articles.filter(kind=choice.kind)
    if choice.important:
        articles = articles.filter(is_important=True)
    return articles


def _page(articles: QuerySet[Article], name: str, cursor: str, *, whole: bool = True) -> Page:
    place = cursors.read(cursor, name) if cursor else None
    if place:
        # A range on the first column of the index, then the few of the same moment.
        articles = articles.filter(sorted_at__lte=place.sorted_at).exclude(
            sorted_at=place.sorted_at, id__gte=place.id
        )
    # One more than shown tells whether there is a next page.
    found = rows_of(articles.order_by("-sorted_at", "-id")[: PAGE + 1])
    shown = found[:PAGE]
    following = ""
    if len(found) > PAGE:
        following = cursors.write(cursors.Place(shown[-1].sorted_at, shown[-1].pk), name)
    return Page(_items(shown, whole=whole), following, place.sorted_at if place else None)


_memory: Memory[Item] = Memory(3000)


def _items(rows: Sequence[Row], *, whole: bool) -> tuple[Item, ...]:
    """The rows as items, the first of each event; two queries for those not read lately."""
    repeats = Counter(row.place for row in rows)
    kept = {row.place: row for row in reversed(rows)}
    firsts = sorted(kept.values(), key=rows.index)
    for row in firsts:
        shows(*row.shows)
    found = remembered(_memory, {row.pk: row for row in firsts}, _read)
    return tuple(
        found[row.pk].placed(repeats[row.place] - 1, whole=whole)
        for row in firsts
        if row.pk in found
    )


def _read(ids: list[int]) -> dict[int, Item]:
    items = with_outlets(list(listed(_of_ids(ids))))
    return {item.article.pk: replace(item, mark=object()) for item in items}


def _of_ids(ids: Sequence[int]) -> QuerySet[Article]:
    return Article.objects.filter(pk__in=ids)
