"""The switchboard: settings, addresses, the Celery app, and the command that starts everything."""

from newsroom.celery import app as celery_app

__all__ = ["celery_app"]
