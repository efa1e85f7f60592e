"""The Celery app: queue `feeds` (fetch, ingest, figures), queue `index` (one writer)."""

import os
import warnings
from typing import Any

from celery import Celery
from celery.signals import setup_logging, task_prerun

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

# The tasks are plain JSON, for which root is no danger; containers run as root.
warnings.filterwarnings("ignore", message="You're running the worker with superuser")

app = Celery("newsroom")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@task_prerun.connect
def _keep_current(**_: Any) -> None:
    """Begin no task with an old dictionary."""
    from aggregator.words.current import before_task

    before_task()


@setup_logging.connect
def _leave_logging_alone(**_: Any) -> None:
    """Being connected keeps Celery from putting its own levels and formats over the settings'."""
