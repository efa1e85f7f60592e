"""系列: the reports that come again and again with other figures."""

# ruff: noqa: ARG001 - ninja fixes the signatures

from datetime import timedelta

from django.db.models import Count, Max
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Query, Router

from aggregator.api.asked import Asked
from aggregator.api.levels import levels
from aggregator.api.paging import absolute, by_time
from aggregator.api.problems import NOT_FOUND, Problem
from aggregator.api.schemas import series as shapes
from aggregator.api.stories import told
from aggregator.stories.models import Story
from aggregator.stories.series import all_series

router = Router(tags=[_("系列")])

RECENT = timedelta(days=30)


@router.get(
    "series",
    response=shapes.AllSeries,
    operation_id="listSeries",
    summary=_("系列列表"),
    description=_("定期播报的数据与盘点，如 ETF 资金流向、全网爆仓。"),
)
def series(request: HttpRequest) -> shapes.AllSeries:
    """All of them; one query over 30 days."""
    rows = (
        Story.objects.filter(started_at__gte=timezone.now() - RECENT, report_count__gt=0)
        .exclude(series_slug="")
        .values_list("series_slug")
        .annotate(count=Count("pk"), latest=Max("started_at"))
        .order_by()
    )
    seen = {slug: (count, latest) for slug, count, latest in rows}
    items = []
    for slug, name, description in all_series():
        count, latest = seen.get(slug, (0, None))
        items.append(
            shapes.Series(
                slug=slug,
                name=name,
                description=description,
                url=absolute(f"/series/{slug}/"),
                events_30d=count,
                latest_at=latest,
            )
        )
    return shapes.AllSeries(items=items)


@router.get(
    "series/{slug:slug}",
    response=shapes.SeriesFull,
    operation_id="getSeries",
    summary=_("一个系列"),
    description=_("各期和读出的数字，从新到旧。"),
)
def one_series(request: HttpRequest, slug: str, asked: Query[Asked]) -> shapes.SeriesFull:
    """A page of its entries; one query."""
    found = next((row for row in all_series() if row[0] == slug), None)
    if found is None:
        raise Problem(NOT_FOUND, "没有这个标识的系列。")
    rows = told(Story.objects.filter(series_slug=slug, report_count__gt=0, lead__is_hidden=False))
    name = f"series/{slug}"
    stories, following = by_time(rows, asked, name, "started_at", name)
    items = [_entry(one) for one in stories]
    return shapes.SeriesFull(
        slug=slug, name=found[1], description=found[2], items=items, next=following
    )


def _entry(one: Story) -> shapes.Entry:
    return shapes.Entry(
        story_id=one.pk,
        url=absolute(one.get_absolute_url()),
        title=one.lead.title if one.lead else "",
        day=one.series_day.isoformat() if one.series_day else None,
        started_at=one.started_at,
        report_count=one.report_count,
        levels=levels(one.series_level),
    )
