"""Celery's shells around this room's verbs."""

import time

from celery import shared_task
from django.utils import timezone

from aggregator.words import candidates
from aggregator.words import sweep as sweeping

# Well under the time limit of a task, so that it ends between two chunks.
_SECONDS = 60


@shared_task
def mine() -> None:
    """Offer the editors the new words of the last weeks."""
    candidates.mine(timezone.now())


@shared_task
def sweep() -> None:
    """Read again what new dictionary versions touch; sent by a save, and by beat after a kill."""
    end = time.monotonic() + _SECONDS
    if not sweeping.sweep_all(timezone.now, lambda: time.monotonic() > end):
        sweep.delay()
