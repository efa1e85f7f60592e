"""Celery's way into this room; the queue `index` has one consumer."""

import time
from typing import Any

from celery import shared_task

from aggregator.search.check import check
from aggregator.search.errors import SearchError
from aggregator.search.rebuild import rebuild
from aggregator.search.turns import PATIENCE, Keeper
from aggregator.search.upkeep import keep_up, logger

# Well under the time limit of a task, so that it ends between two batches.
_SECONDS = 200
# Not the queue of the index: new articles come in beside such a long piece of work.
BESIDE = "feeds"
_keeper = Keeper()


@shared_task(bind=True)
def index_pending(self: Any, changed: list[int] | None = None) -> None:
    """Bring the index level with the database; `changed` may name articles that were deleted.

    The index worker keeps its writer between tasks; whoever calls this as a function does not.
    """
    end = time.monotonic() + _SECONDS
    keeper = None if self.request.called_directly else _keeper
    keep_up(changed or (), lambda: time.monotonic() > end, keeper)


@shared_task
def check_index(repair: bool = False) -> None:
    """Compare index and database, and mend; the outcome is told in `jobs`."""
    try:
        check(repair, wait=PATIENCE)
    except SearchError as error:
        logger.error("The index was not checked: %s", error)


@shared_task
def rebuild_index() -> None:
    """Make the index anew; goes on in another task when time is up."""
    end = time.monotonic() + _SECONDS
    try:
        done = rebuild(stop=lambda: time.monotonic() > end, wait=PATIENCE / 2)
    except SearchError as error:
        logger.error("The index was not rebuilt: %s", error)
        return
    if not done:
        rebuild_index.apply_async(queue=BESIDE)
