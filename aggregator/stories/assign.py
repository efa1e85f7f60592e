"""Which story an article belongs to, worked out as articles come.

The stories are a pure function of the articles, their times and the editors' rulings; the order
in which articles come does not matter (`partition` says how they are made). The limits of that:

* An article whose outlet gives no time stands where we first saw it.
* Of more than `linking.CROWD` articles that share one key within the window only the nearest in
  time are compared; which those are can hang on what had come by then. `rebuild` mends it.
* The numbers of stories do hang on the order: a story keeps its number through every change.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice

from django.db.models import F
from django.utils import timezone

from aggregator.articles.models import Article
from aggregator.stories import traces
from aggregator.stories.linking import relink
from aggregator.stories.models import Report
from aggregator.stories.placing import Placed, place
from aggregator.stories.settle import settle
from aggregator.stories.turn import turn

AT_ONCE = 200
SWEEP = 5000


def assign(ids: Iterable[int], now: datetime | None = None) -> None:
    """Put each article into a story, and bring everything that follows from it in line.

    Safe to run twice, in any order, by several workers, and to be killed anywhere: what was done
    so far stands, the rest is swept up by `assign_pending`. The number of queries hangs on
    how many AT_ONCE go into the articles.
    """
    now = now or timezone.now()
    left = iter(sorted(set(ids)))
    while part := list(islice(left, AT_ONCE)):
        seen = traces.read(part)  # the long work, before the turn is taken
        with turn():
            _take_in(_unchanged(seen), now)


def _unchanged(seen: Sequence[traces.Read]) -> list[traces.Read]:
    """Those that nobody has changed since they were read: whoever changed one says so again."""
    rows = Article.objects.filter(pk__in=[one.pk for one in seen])
    times = dict(rows.values_list("pk", "updated_at"))
    return [one for one in seen if times.get(one.pk) == one.updated_at]


def _take_in(seen: Sequence[traces.Read], now: datetime) -> None:
    ids = [one.pk for one in seen]
    fresh = {one.pk: one.features for one in seen if one.features is not None}
    traces.write(seen)
    partners = relink(fresh) if fresh else set()
    stood = dict(Report.objects.filter(article__in=ids).values_list("article", "story"))
    changed = fresh.keys() | (set(ids) - stood.keys())
    placed = place(changed, partners) if changed else Placed(frozenset(), 0)
    settle({*stood.values(), *placed.stories}, now)


def assign_pending() -> int:
    """Assign the latest articles that a killed worker left unread; give how many there were."""
    latest = Article.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    recent = Article.objects.filter(pk__gt=latest - SWEEP)
    left = recent.exclude(trace__at=F("updated_at")) | recent.filter(report=None)
    ids = list(left.values_list("pk", flat=True))
    if ids:
        assign(ids)
    return len(ids)
