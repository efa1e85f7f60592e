"""Celery's way in to this room."""

from celery import shared_task
from django.utils import timezone

from aggregator.chain.backfill import fill_one
from aggregator.chain.read import configured_providers, read_all


@shared_task
def read_chains() -> None:
    """Read every network's provider once."""
    read_all(configured_providers(), timezone.now())


@shared_task
def fill_chains() -> None:
    """Ask each network's provider for one more piece of its past."""
    now = timezone.now()
    for provider in configured_providers():
        fill_one(provider, now)
