"""Celery's shells around this room's verbs."""

from celery import shared_task

from aggregator.stories import assign


@shared_task
def assign_pending() -> None:
    """Give a story to every recent article that has none."""
    assign.assign_pending()
