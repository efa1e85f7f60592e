"""The switchboard's own tasks: signs of life, and tidying."""

import time
from typing import Any

from celery import shared_task
from celery.signals import beat_init, before_task_publish
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone

from aggregator.alerts import deliver as alerts
from aggregator.chain import record as chain_record
from aggregator.market import record as market_record

SIGN = "newsroom.tasks.sign"
# The live service, which runs no tasks, gives its sign by itself.
SERVICES = ("worker", "indexer", "beat", *(["live"] if settings.LIVE_PORT else []))


@shared_task
def sign(service: str) -> None:
    """Note that `service` has just done a task, for /readyz."""
    cache.set(f"sign:{service}", time.time(), timeout=None)


@shared_task
def tidy() -> None:
    """Thin out old figures, prices and deliveries, and forget sessions that have ended."""
    now = timezone.now()
    alerts.prune(now)
    chain_record.prune(now)
    market_record.prune(now)
    call_command("clearsessions")


@before_task_publish.connect
def _sign_of_beat(sender: str | None = None, **_: Any) -> None:
    """Only beat sends `sign`, so its being sent is beat's own sign of life."""
    if sender == SIGN:
        cache.set("sign:beat", time.time(), timeout=None)


@beat_init.connect
def _all_at_the_start(sender: Any, **_: Any) -> None:
    """Send at once what beat sends at intervals, so that nobody waits out the first interval."""
    for entry in sender.scheduler.schedule.values():
        sender.scheduler.apply_async(entry)


def ages() -> dict[str, float | None]:
    """Give the seconds since each service's last sign, None for one that never gave any."""
    signs = cache.get_many([f"sign:{name}" for name in SERVICES])
    now = time.time()
    return {
        name: max(0.0, now - signs[f"sign:{name}"]) if f"sign:{name}" in signs else None
        for name in SERVICES
    }
