"""Articles in lists: newest first, a page at a time, each with the outlets that told the same."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet

from aggregator.articles.models import Article, ArticleTag, Tag
from aggregator.feeds.models import Source
from aggregator.site import cursors, policy, selecting
from aggregator.site.chips import Chips, by_label, chips
from aggregator.site.choice import Choice
from aggregator.site.doubts import Doubt, doubts_of
from aggregator.site.fragments import Memory, remembered
from aggregator.site.outlets import Outlet, outlets_of
from aggregator.site.pagecache.shown import shows
from aggregator.site.reader import USUAL, Reader
from aggregator.site.rows import Row, rows_of
from aggregator.site.selecting import Rows
from aggregator.stories.models import Story
from aggregator.votes.counting import latest_of
from aggregator.votes.tally import Tally

PAGE = 30
CHIPS = 3
NAMED = 3
LEAD = 3
ALL = Choice()
# What a list never shows of an article, and is long.
UNLISTED = ("html", "text", "summary", "summary_ai", "keywords", "addresses", "content_hash")


@dataclass(frozen=True, slots=True)
class Item:
    """An article of a list, and the event that it tells of.

    outlets: of a story that several told, its own among them, in the order they spoke; else
    empty. repeats: how many later reports of this story the list has left out. whole: whether the
    headline leads to the story, where there is one of several outlets. votes: as the last vote
    left them, None where nobody voted. mark: what tells this item from every other one that this
    process has read, None for one that is not remembered.
    """

    article: Article
    story: Story | None = None
    outlets: tuple[Outlet, ...] = ()
    repeats: int = 0
    whole: bool = False
    votes: Tally | None = None
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
    def others(self) -> int:
        """How many outlets it has no room for."""
        return max(len(self.outlets) - NAMED, 0)

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
    """Items, the cursor of the next page ("" at the end), and the last time before this page.

    lead: what stands above the first page (要闻) and therefore not in it.
    """

    items: tuple[Item, ...]
    cursor: str
    after: datetime | None
    lead: tuple[Item, ...] = ()


def front(
    choice: Choice, cursor: str = "", reader: Reader = USUAL, *, hot: Sequence[int] = ()
) -> Page:
    """The timeline as chosen, one article for each story. Raises `BadCursor`.

    hot: ids of the reports that matter most now; the first `LEAD` of those that still are 重要
    lead the first page of the whole timeline.
    """
    if not cursor:
        shows(*choice.lists)
    lead: list[Row] = []
    if hot and choice.plain and not cursor:
        known = Article.objects.filter(is_hidden=False, is_important=True, pk__in=hot)
        rows = {row.pk: row for row in rows_of(known)}
        lead = [rows[pk] for pk in hot if pk in rows][:LEAD]
    return _page(selecting.chosen(choice, reader), choice.name, cursor, lead=lead)


def front_with_texts(choice: Choice) -> tuple[Item, ...]:
    """The first page with whole texts and main tags, for feeds; without the other outlets."""
    rows = selecting.chosen(choice)
    articles = with_texts(rows.articles).order_by(f"-{rows.moment}", f"-{rows.key}")
    return tuple(Item(article, story_of(article)) for article in articles[:PAGE])


def with_texts(articles: QuerySet[Article]) -> QuerySet[Article]:
    """With outlet, story and main tags, and all the text there is."""
    main = ArticleTag.objects.filter(removed=False, about=True).select_related("tag")
    return articles.select_related("source", "report__story").prefetch_related(
        Prefetch("tagged", main.order_by("pk"), to_attr="main_tags")
    )


def of_source(source: Source, cursor: str = "", reader: Reader = USUAL) -> Page:
    """Everything an outlet reported, also where another outlet was first; an event once a page."""
    if not cursor:
        shows(f"source:{source.slug}")
    articles = Article.objects.filter(source=source, is_hidden=False)
    articles = selecting.unmuted(articles, reader, outlets=False)
    return _page(selecting.Rows(articles), f"source:{source.pk}", cursor, whole=False)


def of_tag(tag: Tag, cursor: str = "", reader: Reader = USUAL, choice: Choice = ALL) -> Page:
    """The articles filed under a tag, one for each story; of them, what `choice` asks for. Raises
    `BadCursor`."""
    name = f"tag:{tag.slug}:{choice.query}".rstrip(":")
    if not cursor:
        shows(f"tag:{tag.slug}")
    if tag.pk is None:  # known to the lexicon, named by no article yet
        if cursor:
            cursors.read(cursor, name)
        return Page((), "", None)
    return _page(selecting.chosen(replace(choice, topic=tag), reader), name, cursor)


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
        story = stories[article.pk]
        items.append(Item(article, story, several, repeats[place], whole, latest_of(story)))
    return tuple(items)


def story_of(article: Article) -> Story | None:
    """The story of an article read with `report__story`; None before it has one."""
    report = getattr(article, "report", None)
    return report.story if report else None


def listed(articles: QuerySet[Article]) -> QuerySet[Article]:
    """With outlet, story and its votes, without the columns that hold whole texts."""
    return articles.select_related("source", "report__story__standing").defer(*UNLISTED)


def _page(
    rows: Rows, name: str, cursor: str, *, whole: bool = True, lead: Sequence[Row] = ()
) -> Page:
    place = cursors.read(cursor, name) if cursor else None
    articles = rows.articles
    if place:
        # A range on the first column of the index, then the few of the same moment.
        before = Q(**{f"{rows.moment}__lt": place.sorted_at}) | Q(**{f"{rows.key}__lt": place.id})
        articles = articles.filter(before, **{f"{rows.moment}__lte": place.sorted_at})
    # One more than shown tells whether there is a next page.
    ordered = articles.order_by(f"-{rows.moment}", f"-{rows.key}")
    found = rows_of(ordered[: PAGE + 1])
    shown = found[:PAGE]
    following = ""
    if len(found) > PAGE:
        following = cursors.write(cursors.Place(shown[-1].sorted_at, shown[-1].pk), name)
    above = {row.pk for row in lead}
    items = _items([*lead, *(one for one in shown if one.pk not in above)], whole=whole)
    count = len(lead)
    return Page(items[count:], following, place.sorted_at if place else None, items[:count])


_memory: Memory[Item] = Memory(3000)


def _items(rows: Sequence[Row], *, whole: bool) -> tuple[Item, ...]:
    """The rows as items, the first of each event; two queries for those not read lately."""
    repeats = Counter(row.place for row in rows)
    firsts = sorted({row.place: row for row in reversed(rows)}.values(), key=rows.index)
    for row in firsts:
        shows(*row.shows)
    found = remembered(_memory, {row.pk: row for row in firsts}, _read)
    return tuple(
        found[row.pk].placed(repeats[row.place] - 1, whole=whole)
        for row in firsts
        if row.pk in found
    )


def _read(ids: list[int]) -> dict[int, Item]:
    items = with_outlets(list(listed(Article.objects.filter(pk__in=ids))))
    return {item.article.pk: replace(item, mark=object()) for item in items}
