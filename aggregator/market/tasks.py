"""Celery's way in to this room."""

from celery import shared_task
from django.utils import timezone

from aggregator.market.backfill import fill_one
from aggregator.market.read import price_provider, read_price_provider


@shared_task
def read_prices() -> None:
    """Read the price provider once."""
    read_price_provider(timezone.now())


@shared_task
def fill_prices() -> None:
    """Ask for the past prices of one coin that has none yet."""
    fill_one(price_provider(), timezone.now())
