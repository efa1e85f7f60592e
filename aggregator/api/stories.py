"""事件: the list, and one with its reports."""

# ruff: noqa: ARG001 - ninja fixes the signatures

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import gettext_noop as _
from ninja import Query, Router

from aggregator.api.asked import StoriesAsked
from aggregator.api.paging import absolute, by_time
from aggregator.api.problems import GONE, NOT_FOUND, Problem
from aggregator.api.schemas import stories as shapes
from aggregator.api.schemas.common import SeriesRef, SourceRef
from aggregator.articles import permitted
from aggregator.articles.models import Article
from aggregator.stories.first import First, first_of, minute
from aggregator.stories.importance import IMPORTANT
from aggregator.stories.models import Story
from aggregator.stories.rulings import followed

router = Router(tags=[_("事件")])

MOST = 100
_UNREAD = ("html", "text", "summary", "summary_ai", "keywords", "addresses", "facts", "doubts")


@router.get(
    "stories",
    response=shapes.Stories,
    operation_id="listStories",
    summary=_("事件列表"),
    description=_("多家媒体对同一件事的报道归为一个事件，从新到旧。"),
)
def stories(request: HttpRequest, asked: Query[StoriesAsked]) -> shapes.Stories:
    """The list; one query."""
    rows = told(Story.objects.filter(report_count__gt=0, lead__is_hidden=False))
    if asked.important is not None:
        rows = rows.filter(importance__gte=IMPORTANT) if asked.important else rows.filter(
            importance__lt=IMPORTANT
        )  # fmt: skip
    if asked.series:
        rows = rows.filter(series_slug=asked.series)
    if asked.outlets > 1:
        rows = rows.filter(outlet_count__gte=asked.outlets)
    found, following = by_time(rows, asked, "stories", "started_at", "stories")
    items = [shapes.Story(**_plain(one, one.lead)) for one in found if one.lead]
    return shapes.Stories(items=items, next=following)


@router.get(
    "stories/{int:pk}",
    response=shapes.StoryFull,
    operation_id="getStory",
    summary=_("一个事件"),
    description=_("连同各家报道和先后。已并入别的事件的，301 到那个事件；报道全部下线的回答 410。"),
)
def story(request: HttpRequest, pk: int) -> shapes.StoryFull | HttpResponse:
    """One story; two queries, more only along a chain of mergers."""
    one = told(Story.objects.all()).filter(pk=pk).first() if pk < 2**63 else None
    if one is None:
        raise Problem(NOT_FOUND, "没有这个编号的事件。")
    if one.merged_into_id is not None:
        return _moved(one)
    reports = _visible(one)
    if not reports:
        raise Problem(GONE, "这件事的报道都已下线。")
    lead = next((report for report in reports if report.pk == one.lead_id), reports[0])
    return shapes.StoryFull(**_plain(one, lead), reports=reports_of(reports))


def told(rows: QuerySet[Story]) -> QuerySet[Story]:
    """With what the shape of a story names, without the texts of articles."""
    unread = [f"{who}__{name}" for who in ("lead", "first") for name in _UNREAD]
    return rows.select_related("lead", "first__source").defer(*unread)


def reports_of(articles: Sequence[Article]) -> list[shapes.Report]:
    """The reports of one story with how long after the first each came. Pure."""
    first = first_of((one.source_id, one.published_at) for one in articles if one.published_at)
    return [_report(one, first) for one in articles]


def _report(one: Article, first: First | None) -> shapes.Report:
    lag = _lag(first, one.published_at)
    return shapes.Report(
        article_id=one.pk,
        url=absolute(one.get_absolute_url()),
        title=one.title,
        credit=permitted.credit(one.source),
        original_url=one.url or None,
        source=SourceRef(slug=one.source.slug, name=one.source.name),
        published_at=one.published_at,
        first=lag == 0,
        lag_seconds=lag,
    )


def _lag(first: First | None, at: datetime | None) -> int | None:
    if first is None or at is None:
        return None
    return int((minute(at) - first.at).total_seconds())


def _visible(one: Story) -> list[Article]:
    rows = Article.objects.filter(report__story=one, is_hidden=False).select_related("source")
    found = rows.defer(*_UNREAD).order_by("sorted_at", "id")[:MOST]
    return sorted(
        found, key=lambda a: (a.published_at is None, a.published_at or a.sorted_at, a.pk)
    )


def _moved(one: Story) -> HttpResponse:
    """Where the merging ends; a circle of mergers ends nowhere."""
    target = followed(one)
    if target.merged_into_id is not None:
        raise Problem(GONE, "这个事件已并入别处，去处也已不在。")
    return HttpResponsePermanentRedirect(absolute(f"/api/v1/stories/{target.pk}"))


def _plain(one: Story, lead: Article) -> dict[str, Any]:
    return {
        "id": one.pk,
        "url": absolute(one.get_absolute_url()),
        "title": lead.title,
        "lead_id": lead.pk,
        "started_at": one.started_at,
        "report_count": one.report_count,
        "outlet_count": one.outlet_count,
        "important": one.is_important,
        "importance": one.importance,
        "reasons": list(map(str, one.reasons)),
        "first": _first(one),
        "series": _series(one),
    }


def _first(one: Story) -> shapes.First | None:
    first = one.first
    if first is None or first.is_hidden or first.published_at is None:
        return None
    return shapes.First(
        source=SourceRef(slug=first.source.slug, name=first.source.name),
        article_id=first.pk,
        at=first.published_at,
        tied=one.first_tied,
    )


def _series(one: Story) -> SeriesRef | None:
    if not one.series_slug:
        return None
    day = one.series_day.isoformat() if one.series_day else None
    return SeriesRef(slug=one.series_slug, name=one.series_name, day=day)
