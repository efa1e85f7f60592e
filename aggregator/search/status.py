"""How the index is doing, for /readyz and the desk."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min
from django.utils import timezone

from aggregator.articles.models import Article
from aggregator.market.wording import span
from aggregator.search import jobs
from aggregator.search.engines.current import current
from aggregator.search.errors import IndexUnavailable

# Counted no further.
MOST = 10_000
LATE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """Whether searches are answered, from how many documents, and what waits.

    `pending` articles wait (10,000 stands for that or more); `lag_seconds` is the age of the
    oldest change among them, None when nothing waits. `late`: it is older than five minutes.
    """

    ok: bool
    documents: int
    pending: int
    message: str
    lag_seconds: float | None = None

    @property
    def late(self) -> bool:
        """Whether readers miss what they should find by now."""
        return self.lag_seconds is not None and self.lag_seconds > LATE.total_seconds()


def status(now: datetime | None = None) -> IndexStatus:
    """Look at the index and the database; raises nothing of this room's own."""
    now = now or timezone.now()
    pending, lag = _waiting(now)
    try:
        _, documents = current().live().extent()
    except IndexUnavailable:
        return IndexStatus(False, 0, pending, _rebuilding(now), lag)
    found = IndexStatus(True, documents, pending, "", lag)
    return IndexStatus(True, documents, pending, _message(found), lag)


def _waiting(now: datetime) -> tuple[int, float | None]:
    """How many wait, and for how long the one that was changed first: one bounded query."""
    rows = Article.objects.filter(index_pending=True).order_by("id").values("updated_at")[:MOST]
    found = rows.aggregate(number=Count("*"), oldest=Min("updated_at"))
    oldest = found["oldest"]
    lag = None if oldest is None else max((now - oldest).total_seconds(), 0.0)
    return found["number"], lag


def _rebuilding(now: datetime) -> str:
    job = jobs.last("rebuild")
    if job and job.runs(now) and job.total:
        return f"检索重建中（{job.done:,} / {job.total:,} 篇）"
    return "检索重建中"


def _message(found: IndexStatus) -> str:
    if trouble := jobs.trouble():
        return trouble
    if not found.pending:
        return "检索正常"
    number = f"{MOST:,} 篇以上" if found.pending == MOST else f"{found.pending:,} 篇"
    if found.late and found.lag_seconds:
        return f"索引落后 {span(timedelta(seconds=found.lag_seconds))}，还有 {number}稿件等待"
    return f"还有 {number}稿件等待索引"
