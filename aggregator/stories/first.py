"""首发: who reported an event first, by the outlets' own times and nothing else.

Many outlets give their times to the minute: two reports of the same minute are tied, and all who
are tied for the first place are first. An article without a time of its own takes no part; when
we happened to see it says nothing about when it was published.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median

from aggregator.stories.models import Report

ENOUGH = 20
SHOWN = 40


@dataclass(frozen=True, slots=True)
class First:
    """The earliest time (aware, to the minute) and the outlets that reported in that minute."""

    at: datetime
    sources: frozenset[int]

    @property
    def tied(self) -> bool:
        """Whether more outlets than one were first."""
        return len(self.sources) > 1


@dataclass(frozen=True, slots=True)
class Row:
    """An outlet's record over a span.

    `stories` are the stories of two outlets or more that it gave a time for: the sample. `firsts`
    counts those it was first with, ties included; `ties` those where it shared that place. `lag`
    is the median time behind the first, over stories where it was not first; None without any.
    `lead` is the median time ahead of the second, over stories where it alone was first. `lags`
    are the times behind, the shortest first, at most `SHOWN` of them evenly taken.
    """

    source: str
    slug: str
    stories: int
    firsts: int
    ties: int
    lag: timedelta | None
    lead: timedelta | None = None
    lags: tuple[timedelta, ...] = ()

    @property
    def enough(self) -> bool:
        """Whether the sample is large enough for a share to mean something."""
        return self.stories >= ENOUGH

    @property
    def share(self) -> float:
        """Firsts in stories, 0 to 1."""
        return self.firsts / self.stories


def minute(at: datetime) -> datetime:
    """A time as exact as outlets give it."""
    return at.replace(second=0, microsecond=0)


def first_of(times: Iterable[tuple[int, datetime]]) -> First | None:
    """Who was first, of (source, published) pairs; None when fewer than two outlets are named."""
    earliest: dict[int, datetime] = {}
    for source, at in times:
        known = earliest.get(source)
        earliest[source] = minute(at) if known is None else min(known, minute(at))
    if len(earliest) < 2:
        return None
    at = min(earliest.values())
    return First(at, frozenset(source for source, then in earliest.items() if then == at))


@dataclass(slots=True)
class _Tally:
    stories: int = 0
    firsts: int = 0
    ties: int = 0
    lags: list[timedelta] = field(default_factory=list)
    leads: list[timedelta] = field(default_factory=list)


def first_table(now: datetime, span: timedelta) -> list[Row]:
    """The record of each outlet over stories that began within `span` before `now`.

    Sorted by firsts. One query; a row a report of the span is read, nothing of its text.
    """
    tallies: dict[int, _Tally] = defaultdict(_Tally)
    names: dict[int, tuple[str, str]] = {}
    rows = (
        Report.objects.filter(
            story__started_at__gt=now - span,
            story__started_at__lte=now,
            story__outlet_count__gte=2,
            article__is_hidden=False,
            article__published_at__isnull=False,
        )
        .order_by("story")
        .values_list(
            "story",
            "article__source",
            "article__published_at",
            "article__source__name",
            "article__source__slug",
        )
    )
    told: dict[int, datetime] = {}
    current: int | None = None
    for story, source, at, name, slug in rows.iterator(chunk_size=2000):
        if story != current:
            _count(told, tallies)
            told, current = {}, story
        if at is None:  # kept out by the filter
            continue
        names[source] = name, slug
        told[source] = min(minute(at), told.get(source, minute(at)))
    _count(told, tallies)
    found = [_row(names[source], tally) for source, tally in tallies.items()]
    return sorted(found, key=lambda row: (-row.firsts, -row.stories, row.slug))


def _count(told: dict[int, datetime], tallies: dict[int, _Tally]) -> None:
    first = first_of(told.items())
    if first is None:
        return
    second = min((at for at in told.values() if at > first.at), default=None)
    for source, at in told.items():
        tally = tallies[source]
        tally.stories += 1
        if source in first.sources:
            tally.firsts += 1
            tally.ties += first.tied
            if second and not first.tied:
                tally.leads.append(second - first.at)
        else:
            tally.lags.append(at - first.at)


def _row(named: tuple[str, str], tally: _Tally) -> Row:
    lags = sorted(tally.lags)
    return Row(
        *named,
        tally.stories,
        tally.firsts,
        tally.ties,
        lag=_median(lags),
        lead=_median(tally.leads),
        lags=tuple(lags[:: -(-len(lags) // SHOWN) or 1]),
    )


def _median(spans: list[timedelta]) -> timedelta | None:
    return timedelta(seconds=median(span.total_seconds() for span in spans)) if spans else None
