"""Who told a story, in the order they spoke by their own times."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from aggregator.site.pagecache.shown import shows
from aggregator.stories.first import First, first_of, minute
from aggregator.stories.models import Report

MOST = 60  # reports of one story that are looked at, so that a huge one leaves the others theirs


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet's earliest report of a story.

    at: when the outlet says that it published it, None when it does not say; such an outlet is
    never `first` and has no `lag`. lag: behind the first, in whole minutes; None for the first,
    and where nobody is first because fewer than two outlets gave a time.
    """

    article_id: int
    name: str
    slug: str
    title: str
    at: datetime | None
    lag: timedelta | None
    first: bool


class _Told(NamedTuple):
    story: int
    article: int
    title: str
    at: datetime | None
    source: int
    name: str
    slug: str


def outlets_of(stories: Iterable[int]) -> dict[int, tuple[Outlet, ...]]:
    """The outlets of each story, by its id; each outlet once, the first first, unknown times last.

    One query, none for no stories; at most `MOST` reports of a story: one with more loses its
    latest. Hidden reports are left out.
    """
    wanted = set(stories)
    if not wanted:
        return {}
    shows(*(f"story:{pk}" for pk in wanted))
    place = Window(
        RowNumber(), partition_by=F("story"), order_by=("article__sorted_at", "article_id")
    )
    rows = (
        Report.objects.filter(story__in=wanted, article__is_hidden=False)
        .annotate(place=place)
        .filter(place__lte=MOST)
        .order_by("article__sorted_at", "article_id")
        .values_list(
            "story",
            "article_id",
            "article__title",
            "article__published_at",
            "article__source",
            "article__source__name",
            "article__source__slug",
        )
    )
    told: dict[int, list[_Told]] = defaultdict(list)
    for row in rows:
        told[row[0]].append(_Told(*row))
    return {story: _in_order(reports) for story, reports in told.items()}


def lag_behind(first: First | None, at: datetime | None) -> timedelta | None:
    """How many minutes a report came after the first; None for the first and for no times."""
    if first is None or at is None or minute(at) <= first.at:
        return None
    return minute(at) - first.at


def _in_order(reports: list[_Told]) -> tuple[Outlet, ...]:
    first = first_of((one.source, one.at) for one in reports if one.at)
    earliest: dict[int, _Told] = {}
    for one in sorted(reports, key=_place):
        earliest.setdefault(one.source, one)
    return tuple(
        Outlet(
            article_id=one.article,
            name=one.name,
            slug=one.slug,
            title=one.title,
            at=one.at,
            lag=lag_behind(first, one.at),
            first=first is not None and one.at is not None and one.source in first.sources,
        )
        for one in earliest.values()
    )


def _place(one: _Told) -> tuple[bool, float]:
    return one.at is None, one.at.timestamp() if one.at else 0.0
