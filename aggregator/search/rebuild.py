"""Making the index anew beside the live one, which is read and written until the swap."""

import logging
from collections.abc import Callable

from aggregator.articles.models import Article
from aggregator.search.check import check
from aggregator.search.compare import mend, windows
from aggregator.search.document import document, load
from aggregator.search.engines.current import current
from aggregator.search.engines.engine import Index
from aggregator.search.errors import WriterBusy
from aggregator.search.jobs import both, telling
from aggregator.search.turns import turn

logger = logging.getLogger(__name__)

_BATCH = 1000
_COMMIT_EVERY = 5000
_RECENT = 5000


def rebuild(
    progress: Callable[[int, int], None] | None = None,
    stop: Callable[[], bool] | None = None,
    wait: float = 0.0,
) -> bool:
    """Index every shown article into a new index and put it in the place of the live one.

    Goes on where an earlier run was stopped or killed. `progress` gets how many are done and
    how many there are; `stop` is asked after every 1,000; `wait`: how many seconds to wait for
    the writer at the swap. Gives False when stopped before the swap.
    Raises `WriterBusy` when a rebuild runs already or the swap has to wait any longer.
    """
    engine = current()
    with engine.sole("rebuild"), telling("rebuild") as job:
        index = engine.begin()
        if not _fill(index, both(job.progress, progress), stop or _on):
            return False
        # What was edited meanwhile: all of it while others may write, which takes as long as it
        # takes; then only the newest, where nearly everything happens, while no one else may.
        _catch_up(index, 0)
        with turn(engine, wait):
            _catch_up(index, _recent())
            engine.swap(index)
        _settle(wait)
        job.end(f"{job.job.done:,} 篇稿件，新索引已启用")
    return True


def _catch_up(index: Index, low: int) -> None:
    with index.writing() as writer:
        for window in windows(index, low):
            if window.differs:
                mend(writer, window)
                writer.commit()


def _recent() -> int:
    """The id behind which the newest articles begin."""
    ids = Article.objects.order_by("-pk").values_list("pk", flat=True)
    return next(iter(ids[_RECENT : _RECENT + 1]), 0)


def _settle(wait: float) -> None:
    """Bring in what happened to older articles in the moments before the swap."""
    try:
        check(repair=True, wait=wait)
    except WriterBusy as error:
        logger.warning("The new index is live; `search check --repair` was not run: %s", error)


def _fill(index: Index, progress: Callable[[int, int], None], stop: Callable[[], bool]) -> bool:
    """Add the articles in the order of their ids, so that the last one says how far it got."""
    shown = Article.objects.filter(is_hidden=False)
    total = shown.count()
    last, done = index.extent()
    progress(done, max(done, total))
    with index.writing() as writer:
        while ids := list(
            shown.filter(pk__gt=last).order_by("id").values_list("pk", flat=True)[:_BATCH]
        ):
            writer.put(document(article) for article in load(ids))
            last, done = ids[-1], done + len(ids)
            stopping = stop()
            if stopping or done % _COMMIT_EVERY < _BATCH:
                writer.commit()
            progress(done, max(done, total))
            if stopping:
                return False
        writer.commit()
    return True


def _on() -> bool:
    return False
