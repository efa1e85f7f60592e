"""Celery's shells around this room's verbs; they run in the worker, whose queue is the usual one.

A batch of messages takes seconds, not minutes: polls come in between.
"""

from celery import shared_task
from django.utils import timezone

from aggregator.alerts import taking_in
from aggregator.alerts.deliver import AT_ONCE
from aggregator.alerts.deliver import deliver as deliver_batch
from aggregator.alerts.receivers import send


@shared_task
def take_in(ids: list[int]) -> None:
    """Hold articles that have just changed against the saved searches."""
    if taking_in.take_in(ids, timezone.now()):
        send(deliver)


@shared_task
def take_in_pending() -> None:
    """Take in what a killed worker or a queue that was away has left."""
    if taking_in.take_in_pending(timezone.now()):
        send(deliver)


@shared_task
def deliver() -> None:
    """Send a batch of what is due; a full batch is followed by the next."""
    if deliver_batch(timezone.now()) == AT_ONCE:
        send(deliver)
