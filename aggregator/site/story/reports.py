"""A story as its page tells it: its reports in the order they came, and what they say together."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import log1p

from django.utils import timezone
from django.utils.safestring import SafeString

from aggregator.articles.models import Article
from aggregator.site.lists.timeline import UNLISTED
from aggregator.site.pagecache.shown import shows
from aggregator.site.press.outlets import lag_behind
from aggregator.site.story.chips import Chip, chips
from aggregator.site.story.differs import marked_difference, same_words
from aggregator.stories.first import First, first_of
from aggregator.stories.models import Story

MOST = 100
SHOWN = 12  # of many reports, before the rest is folded away
SCALE = 416  # units of the axis in the drawing
LINEAR = timedelta(hours=1)  # a longer telling is drawn by the logarithm of the lag
FACTS_READ = 8  # of one report
FACTS = 4


@dataclass(frozen=True, slots=True)
class Told:
    """One report. at: the outlet's own time, None when it gives none.

    other_day: on another day than the first. first: in the minute of the first. lag: behind it, in
    whole minutes. bar: how far along the axis, 0 to `SCALE`. title: the headline with the words of
    its own marked; repeats: it is that of the lead, word for word.
    """

    article: Article
    at: datetime | None
    other_day: bool
    first: bool
    lag: timedelta | None
    bar: int
    title: SafeString
    repeats: bool


@dataclass(frozen=True, slots=True)
class Telling:
    """The visible reports of a story, known times first, then as they came.

    first: None when fewer than two outlets gave a time. span: from the first to the last.
    """

    told: tuple[Told, ...]
    first: First | None
    span: timedelta | None
    outlets: int

    @property
    def shown(self) -> tuple[Told, ...]:
        """Those that are seen at once: all of a few, else the first `SHOWN`."""
        return self.told if len(self.told) <= SHOWN + 3 else self.told[:SHOWN]

    @property
    def folded(self) -> tuple[Told, ...]:
        """The rest."""
        return self.told[len(self.shown) :]

    @property
    def stretched(self) -> bool:
        """Whether the axis is logarithmic: else one late report would press all others together."""
        return self.span is not None and self.span > LINEAR

    @property
    def first_names(self) -> list[str]:
        """The outlets that were first, each once."""
        return list(dict.fromkeys(one.article.source.name for one in self.told if one.first))


def visible(story: Story) -> list[Article]:
    """The reports of a story that readers may see, at most `MOST`; one query."""
    rows = (
        Article.objects.filter(report__story=story, is_hidden=False)
        .select_related("source")
        .defer(*(name for name in UNLISTED if name != "addresses"))
        .order_by("sorted_at", "id")
    )
    found = sorted(rows[:MOST], key=_place)
    shows(*(f"article:{article.pk}" for article in found))
    return found


def telling(articles: Sequence[Article], lead: Article) -> Telling:
    """Who told what when, in the order of `visible`. Pure."""
    first = first_of((one.source_id, one.published_at) for one in articles if one.published_at)
    lags = {one.pk: lag_behind(first, one.published_at) for one in articles}
    span = max((lag for lag in lags.values() if lag), default=None)
    told = tuple(_told(one, lead, first, lags[one.pk], span) for one in articles)
    return Telling(told, first, span, len({one.source_id for one in articles}))


def facts_of(articles: Sequence[Article]) -> tuple[tuple[Chip, int], ...]:
    """The figures of all reports, each with how many reports give it, the commonest first."""
    seen: Counter[str] = Counter()
    first: dict[str, Chip] = {}
    for article in articles:
        for chip in {chip.value: chip for chip in chips(article, FACTS_READ)}.values():
            seen[chip.value] += 1
            first.setdefault(chip.value, chip)
    return tuple((first[value], count) for value, count in seen.most_common(FACTS))


def _place(article: Article) -> tuple[bool, datetime, int]:
    at = article.published_at
    return at is None, at or article.sorted_at, article.pk


def _day(at: datetime) -> date:
    return timezone.localtime(at).date()


def _bar(lag: timedelta, span: timedelta) -> int:
    """How far along the axis: by the lag, or by its logarithm where the span is long."""
    if span <= LINEAR:
        return round(SCALE * (lag / span))
    minutes, most = lag.total_seconds() / 60, span.total_seconds() / 60
    return round(SCALE * log1p(minutes) / log1p(most))


def _told(
    one: Article, lead: Article, first: First | None, lag: timedelta | None, span: timedelta | None
) -> Told:
    at = one.published_at
    return Told(
        article=one,
        at=at,
        other_day=first is None or at is None or _day(at) != _day(first.at),
        first=first is not None and at is not None and lag is None,
        lag=lag,
        bar=_bar(lag, span) if lag and span else 0,
        title=marked_difference(one.title, lead.title),
        repeats=one.pk != lead.pk and same_words(one.title, lead.title),
    )
