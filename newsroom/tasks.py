"""The switchboard's own tasks: signs of life, and tidying."""

import time
from typing import Any

from celery import shared_task
from celery.signals import before_task_publish
from django.core.cache import cache

SIGN = "newsroom.tasks.sign"
SERVICES = ("worker", "indexer", "beat")


@shared_task
def sign(service: str) -> None:
    """Note that `service` has just done a task, for /readyz."""
    cache.set(f"sign:{service}", time.time(), timeout=None)


@before_task_publish.connect
def _sign_of_beat(sender: str | None = None, **_: Any) -> None:
    """Only beat sends `sign`, so its being sent is beat's own sign of life."""
    if sender == SIGN:
        cache.set("sign:beat", time.time(), timeout=None)


def ages() -> dict[str, float | None]:
    """Give the seconds since each service's last sign, None for one that never gave any."""
    signs = cache.get_many([f"sign:{name}" for name in SERVICES])
    now = time.time()
    return {
        name: max(0.0, now - signs[f"sign:{name}"]) if f"sign:{name}" in signs else None
        for name in SERVICES
    }
