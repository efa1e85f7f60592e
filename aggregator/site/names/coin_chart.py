"""A coin's price as a chart, with the stories that fell into it as marks on the time axis."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from aggregator.articles.models import Tag
from aggregator.market import history
from aggregator.market.history import Point, value_at
from aggregator.market.quotes import Direction, direction, price_text
from aggregator.market.wording import UNKNOWN, signed_percent
from aggregator.site.charts.drawing import NARROW, WIDE, Drawing
from aggregator.site.charts.line import Marked, Window, draw
from aggregator.site.charts.spans import Span
from aggregator.site.keeping.kept import kept
from aggregator.site.lists.events import Event, events_of
from aggregator.stories.models import Story

MARKS = 6
_AFTER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Mark:
    """An event with its number on the axis. move_text: what the price did in the hour after it,
    "—" when that is not known."""

    no: int
    event: Event
    move_text: str
    direction: Direction


@dataclass(frozen=True, slots=True)
class CoinChart:
    """wide, narrow: the same chart on two sheets. marks: the latest first. low, high: of the
    span, "" without points. since: the first point, where the span begins before it."""

    points: tuple[Point, ...]
    marks: tuple[Mark, ...]
    wide: Drawing
    narrow: Drawing
    low: str
    high: str
    since: datetime | None


def prices(coin: str, span: Span, now: datetime) -> tuple[Point, ...]:
    """The coin's prices over the span; one query, when they are not kept."""
    seconds = min(span.seconds, 120)
    return kept(
        f"prices:{coin}:{span.name}", seconds, lambda: history.series(coin, span.length, now)
    )


def events(tag: Tag, span: Span, now: datetime) -> tuple[Event, ...]:
    """The most important stories about a tag in the span, the earliest first; one query, kept."""
    if tag.pk is None:
        return ()
    return kept(f"events:{tag.pk}:{span.name}", 120, lambda: _events(tag, now - span.length, now))


def coin_chart(tag: Tag, span: Span, now: datetime) -> CoinChart:
    """The chart of a coin; two queries, when nothing is kept."""
    points = prices(tag.slug, span, now)
    happened = events(tag, span, now)
    marked = [Marked(no, one.at, one.vital) for no, one in enumerate(happened, 1)]
    window = Window(now - span.length, now, history.gap(span.length))
    values = [point.value for point in points]
    late = bool(points) and points[0].at - window.start > window.gap
    return CoinChart(
        points=points,
        marks=tuple(
            _mark(no, one, points, window) for no, one in reversed(list(enumerate(happened, 1)))
        ),
        wide=draw(points, window, WIDE, marked),
        narrow=draw(points, window, NARROW, marked),
        low=_price(min(values)) if values else "",
        high=_price(max(values)) if values else "",
        since=points[0].at if late else None,
    )


def _events(tag: Tag, since: datetime, now: datetime) -> tuple[Event, ...]:
    rows = (
        Story.objects.filter(
            started_at__gt=since,
            started_at__lte=now,
            lead__is_hidden=False,
            # All of one row, so that the tag's own index is read for the span alone.
            lead__tagged__tag=tag,
            lead__tagged__about=True,
            lead__tagged__removed=False,
            lead__tagged__sorted_at__gt=since - timedelta(days=1),
        )
        .exclude(series_slug="digest")
        .order_by("-importance", "-outlet_count", "-started_at")
    )
    found = events_of(rows[:MARKS])
    return tuple(sorted(found, key=lambda one: one.at))


def _mark(no: int, event: Event, points: tuple[Point, ...], window: Window) -> Mark:
    before = value_at(points, event.at)
    after = value_at(points, event.at + _AFTER) if event.at + _AFTER <= window.end else None
    if before is None or after is None:
        return Mark(no, event, UNKNOWN, "unknown")
    change = (after / before - 1) * 100
    return Mark(no, event, signed_percent(change), direction(change))


def _price(value: float) -> str:
    return price_text(Decimal(repr(value)))
