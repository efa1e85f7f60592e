"""Celery's way in to this room."""

from celery import shared_task
from django.utils import timezone

from aggregator.market.read import read_price_provider


@shared_task
def read_prices() -> None:
    """Read the price provider once."""
    read_price_provider(timezone.now())
