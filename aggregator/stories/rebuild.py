"""Stories made anew from the articles, a stretch of time after another."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from aggregator.articles.models import Article
from aggregator.stories import traces
from aggregator.stories.assign import AT_ONCE
from aggregator.stories.linking import relink
from aggregator.stories.models import Report
from aggregator.stories.placing import place
from aggregator.stories.settle import settle
from aggregator.stories.turn import turn

STRETCH = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How many articles were looked at, and how many of them are in another story now."""

    articles: int
    moved: int


def rebuild(
    since: datetime | None,
    until: datetime | None,
    now: datetime,
    *,
    keep: bool = True,
    say: Callable[[int, int], None] = lambda _done, _moved: None,
) -> Rebuilt:
    """Read, link and place every article of `since` <= time < `until` again.

    Every stretch is a transaction: a kill leaves whole stretches done, and readers see stories
    all the while. Without `keep` each is undone again: then it only says what would change.
    """
    done = moved = 0
    for start, end, last in _stretches(since, until):
        rows = Article.objects.filter(sorted_at__gte=start, sorted_at__lt=end)
        ids = list(rows.order_by("sorted_at", "url_key").values_list("pk", flat=True))
        with turn():
            moved += _again(ids, None if last else end, now)
            if not keep:
                transaction.set_rollback(True)
        done += len(ids)
        say(done, moved)
    return Rebuilt(done, moved)


def unassigned() -> int:
    """How many articles stand in no story."""
    return Article.objects.filter(report=None).count()


def _again(ids: list[int], end: datetime | None, now: datetime) -> int:
    """Work a stretch out again; give how many reports changed their story."""
    partners: set[int] = set()
    for place_ in range(0, len(ids), AT_ONCE):
        seen = traces.read(ids[place_ : place_ + AT_ONCE], again=True)
        traces.write(seen)
        partners |= relink({one.pk: one.features for one in seen if one.features is not None})
    stood = set(Report.objects.filter(article__in=ids).values_list("story", flat=True))
    placed = place(ids, partners, end)
    settle(stood | placed.stories, now)
    return placed.moved


def _stretches(
    since: datetime | None, until: datetime | None
) -> Iterator[tuple[datetime, datetime, bool]]:
    """Start, end, and whether it is the last; stretches without articles are left out."""
    rows = Article.objects.order_by("sorted_at")
    if since is not None:
        rows = rows.filter(sorted_at__gte=since)
    if until is not None:
        rows = rows.filter(sorted_at__lt=until)
    times = rows.values_list("sorted_at", flat=True)
    start = times.first()
    while start is not None:
        end = start + STRETCH if until is None else min(start + STRETCH, until)
        following = times.filter(sorted_at__gte=end).first()
        yield start, end, following is None
        start = following
