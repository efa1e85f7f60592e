"""Celery's shells around this room's verbs."""

from celery import shared_task

from aggregator.live import publish


@shared_task
def publish_pending() -> None:
    """Tell open pages what was left untold."""
    publish.publish_pending()
