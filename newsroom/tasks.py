"""The switchboard's own tasks: signs of life, and tidying."""

import time

from celery import shared_task
from django.core.cache import cache

BEAT_MARK = "beat-mark"


@shared_task
def mark_beat() -> None:
    """Leave the time at which beat last had a task done, for /readyz."""
    cache.set(BEAT_MARK, time.time(), timeout=None)
