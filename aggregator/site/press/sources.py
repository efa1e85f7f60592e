"""The outlets that we read: how much each reports, how often first, and whether reading works."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from django.db.models import Count, Max, Q

from aggregator.articles.models import Article
from aggregator.feeds.models import Feed, Source
from aggregator.site.charts.spans import SPANS
from aggregator.site.keeping.kept import kept
from aggregator.site.press.league import league
from aggregator.stories.first import Row

Policy = Source.TextPolicy

POLICY_TEXTS = {
    Policy.HEADLINE: "只展示标题，正文请到原站阅读",
    Policy.EXCERPT: "展示标题和开头一段摘录，全文请到原站阅读",
    Policy.FULL: "展示全文，出处与原文链接写在最前",
}

State = Literal["ok", "late", "failing", "new", "off"]

_DAY = timedelta(hours=24)
# Quiet outlets are read every few hours; what was not read for longer than that is late.
_LATE = timedelta(hours=26)
_WELL = (Feed.State.OK, Feed.State.MOVED)


@dataclass(frozen=True, slots=True)
class Read:
    """An outlet as its row and its page show it.

    count: articles of the last 24 hours. read_at: when one of its feeds was last read with
    success. state: "off" means that nothing is read of it, "new" not yet. row: its record of the
    last 7 days (see `stories.first`), None for an outlet that took no part.
    """

    source: Source
    count: int
    read_at: datetime | None
    state: State
    row: Row | None

    @property
    def policy_text(self) -> str:
        """How much of its texts we show."""
        return POLICY_TEXTS[Policy(self.source.text_policy)]


def all_sources(now: datetime) -> tuple[Read, ...]:
    """Every outlet, the busiest first; three queries, when nothing is kept."""
    counts, rows = _figures(now)
    found = [_read(source, counts, rows, now) for source in _with_feeds()]
    return tuple(sorted(found, key=lambda one: (one.state == "off", -one.count, one.source.name)))


def one_source(slug: str, now: datetime) -> Read | None:
    """The outlet of a page, None for none; three queries, when nothing is kept."""
    source = _with_feeds().filter(slug=slug).first()
    return _read(source, *_figures(now), now) if source else None


def state_of(feeds: int, well: int, read_at: datetime | None, now: datetime) -> State:
    """How reading an outlet goes: of its `feeds` that are switched on, `well` answered the last
    time. Pure."""
    if not feeds:
        return "off"
    if read_at is None:
        return "failing" if not well else "new"
    if now - read_at > _LATE:
        return "late"
    return "ok" if well else "failing"


def _with_feeds() -> Any:
    on = Q(feeds__enabled=True)
    return Source.objects.annotate(
        on=Count("feeds", filter=on),
        well=Count("feeds", filter=on & Q(feeds__state__in=(*_WELL, Feed.State.NEW))),
        read_at=Max("feeds__succeeded_at"),
    )


def _figures(now: datetime) -> tuple[dict[int, int], dict[str, Row]]:
    counts = kept("sources:counts", 60, lambda: _counts(now))
    return counts, {row.slug: row for row in league(SPANS["7d"], now)}


def _read(source: Any, counts: dict[int, int], rows: dict[str, Row], now: datetime) -> Read:
    return Read(
        source=source,
        count=counts.get(source.pk, 0),
        read_at=source.read_at,
        state=state_of(source.on, source.well, source.read_at, now),
        row=rows.get(source.slug),
    )


def _counts(now: datetime) -> dict[int, int]:
    shown = Article.objects.filter(is_hidden=False, sorted_at__gt=now - _DAY, sorted_at__lte=now)
    return dict(shown.order_by().values_list("source").annotate(count=Count("pk")))
