"""What a sitemap lists (sitemaps.org 0.9): by ranges of ids, so that a part is a bounded query.

Listed is what is ours to index: events that several reports tell of, and articles of outlets that
let us show more than headlines.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Max, QuerySet
from django.urls import reverse

from aggregator.articles import permitted
from aggregator.articles.models import Article, ArticleTag, Revision, Tag
from aggregator.feeds.models import Source
from aggregator.site.lists.timeline import path_of
from aggregator.site.series.listing import kinds
from aggregator.stories.models import Report, Story
from aggregator.topics.listing import listed

SPAN = 2000  # ids of a part: three languages each, with alternates, come to some 4 MB
NEWS_AGE = timedelta(hours=48)  # the protocol of news sitemaps asks for no more
NEWS_MOST = 1000
# Pages of which there is one.
SINGLE = (
    "front",
    "all_coins",
    "chain",
    "topics",
    "all_series",
    "first",
    "all_sources",
    "about",
    "corrections",
    "log",
    "feeds",
    "api",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A page: its path in the usual language, and when it last changed (None: not known)."""

    path: str
    changed: datetime | None = None


@dataclass(frozen=True, slots=True)
class News(Entry):
    """A page of the news: `changed` is when it was published."""

    title: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a sitemap, by its number, with its latest change."""

    number: int
    changed: datetime | None


def article_parts() -> tuple[Part, ...]:
    """The parts that the articles fall into; two queries over indexes."""
    newest = _by_part(Article.objects.order_by(), "pk", "sorted_at")
    corrected = _by_part(Revision.objects.order_by(), "article_id", "seen_at")
    return _parts(newest, corrected)


def story_parts() -> tuple[Part, ...]:
    """The parts that the events fall into; one query."""
    return _parts(_by_part(Report.objects.filter(story__report_count__gt=1), "story_id", "at"))


def articles(part: int) -> list[Entry]:
    """The articles of a part; one query."""
    rows = _indexed().filter(pk__gte=part * SPAN, pk__lt=(part + 1) * SPAN).order_by("pk")
    return [
        Entry(reverse("article", args=[pk]), at) for pk, at in rows.values_list("pk", "updated_at")
    ]


def stories(part: int) -> list[Entry]:
    """The events of a part that have a page of their own; one query."""
    rows = (
        Story.objects.filter(pk__gte=part * SPAN, pk__lt=(part + 1) * SPAN)
        .filter(report_count__gt=1, lead__is_hidden=False)
        .annotate(changed=Max("reports__article__updated_at"))
        .order_by("pk")
    )
    return [Entry(reverse("story", args=[pk]), at) for pk, at in rows.values_list("pk", "changed")]


def pages() -> list[Entry]:
    """All the rest: single pages, tags and outlets that have articles, series, topics."""
    tagged = ArticleTag.objects.filter(removed=False).values("tag").annotate(at=Max("sorted_at"))
    tags = {row["tag"]: row["at"] for row in tagged}
    told = Source.objects.annotate(at=Max("articles__sorted_at")).exclude(at=None).order_by("slug")
    return [
        *(Entry(reverse(name)) for name in SINGLE),
        *(Entry(tag.get_absolute_url(), tags[tag.pk]) for tag in _tags(tags)),
        *(Entry(reverse("source", args=[one.slug]), one.at) for one in told),
        *(Entry(reverse("series", args=[slug])) for slug in kinds()),
        *(Entry(one.get_absolute_url(), one.moved_at) for one in listed()),
    ]


def news(now: datetime) -> list[News]:
    """The events and lone reports of the last two days, the newest first; one query."""
    rows = (
        _indexed()
        .filter(is_lead=True, sorted_at__gt=now - NEWS_AGE, sorted_at__lte=now)
        .select_related("report__story")
        .only("title", "sorted_at", "report__story__report_count")
        .order_by("-sorted_at", "-pk")[:NEWS_MOST]
    )
    found: dict[str, News] = {}
    for one in rows:
        path = path_of(one)
        found.setdefault(path, News(path, one.sorted_at, one.title))
    return list(found.values())


def _indexed() -> QuerySet[Article]:
    return Article.objects.filter(is_hidden=False).exclude(
        source__text_policy=permitted.Policy.HEADLINE
    )


def _tags(ids: Iterable[int]) -> QuerySet[Tag]:
    return Tag.objects.filter(pk__in=list(ids)).order_by("slug")


def _by_part(rows: QuerySet[Any], key: str, at: str) -> dict[int, datetime]:
    found = rows.annotate(part=F(key) / SPAN).values_list("part").annotate(at=Max(at))
    return {part: latest for part, latest in found}  # noqa: C416 - typed as rows, not as pairs


def _parts(*changes: Mapping[int, datetime]) -> tuple[Part, ...]:
    """The parts of the first, each with the latest of all changes."""
    return tuple(
        Part(number, max(each[number] for each in changes if number in each))
        for number in sorted(changes[0])
    )
