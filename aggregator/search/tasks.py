"""Celery's way into this room; the queue `index` has one consumer."""

import time

from celery import shared_task

from aggregator.search.upkeep import keep_up

# Well under the time limit of a task, so that it ends between two batches.
_SECONDS = 200


@shared_task
def index_pending(changed: list[int] | None = None) -> None:
    """Bring the index level with the database; `changed` may name articles that were deleted."""
    end = time.monotonic() + _SECONDS
    keep_up(changed or (), lambda: time.monotonic() > end)
