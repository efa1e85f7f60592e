"""The Celery app: queue `feeds` (fetch, ingest, figures), queue `index` (one writer)."""

import os
import warnings

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

# The tasks are plain JSON, for which root is no danger; containers run as root.
warnings.filterwarnings("ignore", message="You're running the worker with superuser")

app = Celery("newsroom")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
