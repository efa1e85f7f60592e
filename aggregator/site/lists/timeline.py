"""Articles in lists: newest first, a page at a time, each with the outlets that told the same."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from django.db.models import Prefetch, Q, QuerySet

from aggregator.articles.models import Article, ArticleTag, Tag
from aggregator.feeds.models import Source
from aggregator.site.keeping.memory import Memory, remembered
from aggregator.site.lists import cursors, selecting
from aggregator.site.lists.choice import Choice
from aggregator.site.lists.item import Item
from aggregator.site.lists.rows import Asking, Row, asking, rows_of
from aggregator.site.lists.selecting import Rows
from aggregator.site.pagecache.shown import shows
from aggregator.site.press.outlets import outlets_of
from aggregator.site.reader import USUAL, Reader
from aggregator.stories.models import Story
from aggregator.votes.counting import latest_of

PAGE = 30
LEAD = 3
ALL = Choice()
# What a list never shows of an article, and is long.
UNLISTED = ("html", "text", "summary", "summary_ai", "keywords", "addresses", "content_hash")


@dataclass(frozen=True, slots=True)
class Page:
    """Items, the cursor of the next page ("" at the end), and the last time before this page.

    lead: what stands above the first page (要闻) and therefore not in it. hot: ids of the reports
    asked about that neither lead nor are muted.
    """

    items: tuple[Item, ...]
    cursor: str
    after: datetime | None
    lead: tuple[Item, ...] = ()
    hot: tuple[int, ...] = ()


def front(
    choice: Choice, cursor: str = "", reader: Reader = USUAL, *, hot: Sequence[int] = ()
) -> Page:
    """The timeline as chosen, one article for each story. Raises `BadCursor`.

    hot: ids of the reports that matter most now; the first `LEAD` of those that still are 重要
    lead the first page of the whole timeline, and `Page.hot` has the others.
    """
    place = _place(cursor, choice.name)
    if place is None:
        shows(*choice.lists)
    leads = choice.plain and place is None
    lead: list[Row] = []
    if hot and (leads or reader.mutes):
        known = Article.objects.filter(is_hidden=False, pk__in=hot)
        rows = {row.pk: row for row in rows_of(asking(selecting.unmuted(known, reader)))}
        lead = [rows[pk] for pk in hot if pk in rows and rows[pk].vital][:LEAD] if leads else []
        hot = [pk for pk in hot if pk in rows and rows[pk] not in lead]
    if place or reader.mutes or choice.mine or choice.tags or choice.source:
        query = _asking(selecting.chosen(choice, reader), place)
    else:
        query = _newest(choice.kind, choice.important)
    page = _page(query, choice.name, place, lead=lead)
    return replace(page, hot=tuple(hot))


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
    name = f"source:{source.pk}"
    place = _place(cursor, name)
    if place is None:
        shows(f"source:{source.slug}")
    articles = Article.objects.filter(source=source, is_hidden=False)
    articles = selecting.unmuted(articles, reader, outlets=False)
    return _page(_asking(Rows(articles), place), name, place, whole=False)


def of_tag(tag: Tag, cursor: str = "", reader: Reader = USUAL, choice: Choice = ALL) -> Page:
    """The articles filed under a tag, one for each story; of them, what `choice` asks for. Raises
    `BadCursor`."""
    name = f"tag:{tag.slug}:{choice.query}".rstrip(":")
    place = _place(cursor, name)
    if place is None:
        shows(f"tag:{tag.slug}")
    if tag.pk is None:  # known to the lexicon, named by no article yet
        return Page((), "", None)
    query = _asking(selecting.chosen(replace(choice, topic=tag), reader), place)
    return _page(query, name, place)


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


def path_of(article: Article) -> str:
    """Where a list leads to from it: to its event, where several reports tell of that."""
    story = story_of(article)
    return story.path_of(article) if story else article.get_absolute_url()


def listed(articles: QuerySet[Article]) -> QuerySet[Article]:
    """With outlet, story and its votes, without the columns that hold whole texts."""
    return articles.select_related("source", "report__story__standing").defer(*UNLISTED)


def _place(cursor: str, name: str) -> cursors.Place | None:
    return cursors.read(cursor, name) if cursor else None


@lru_cache(maxsize=8)  # a few lists
def _newest(kind: str, important: bool) -> Asking:
    """The query of a list's first page, put together once: that takes as long as to ask it."""
    return _asking(selecting.chosen(Choice(kind, important)), None)


def _asking(rows: Rows, place: cursors.Place | None) -> Asking:
    """The query of a page; of one row more than it shows, which tells whether there is a next."""
    articles = rows.articles
    if place:
        # A range on the first column of the index, then the few of the same moment.
        before = Q(**{f"{rows.moment}__lt": place.sorted_at}) | Q(**{f"{rows.key}__lt": place.id})
        articles = articles.filter(before, **{f"{rows.moment}__lte": place.sorted_at})
    ordered = articles.order_by(f"-{rows.moment}", f"-{rows.key}")
    return asking(ordered[: PAGE + 1])


def _page(
    query: Asking,
    name: str,
    place: cursors.Place | None,
    *,
    whole: bool = True,
    lead: Sequence[Row] = (),
) -> Page:
    found = rows_of(query)
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
    firsts: dict[int, Row] = {}
    for row in rows:
        firsts.setdefault(row.place, row)
    shows(*(name for row in firsts.values() for name in row.shows))
    found = remembered(_memory, {row.pk: row for row in firsts.values()}, _read)
    return tuple(
        found[row.pk].placed(repeats[row.place] - 1, whole=whole)
        for row in firsts.values()
        if row.pk in found
    )


def _read(ids: list[int]) -> dict[int, Item]:
    items = with_outlets(list(listed(Article.objects.filter(pk__in=ids))))
    return {item.article.pk: replace(item, mark=object()) for item in items}
