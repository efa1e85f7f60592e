"""What this room does when articles change."""

import logging
from typing import Any

from celery import Task
from kombu.exceptions import OperationalError

from aggregator.alerts.models import SavedSearch

log = logging.getLogger(__name__)


def on_articles_changed(sender: Any, ids: list[int], **_: Any) -> None:  # noqa: ARG001
    """Ask a worker to hold the articles against the saved searches, if any is sent somewhere."""
    from aggregator.alerts.tasks import take_in

    if SavedSearch.sending().exists():
        send(take_in, [*ids])


def send(task: Task[Any, Any], *arguments: object) -> None:
    """Send a task; beat sends it as well, so a queue that is away only delays it."""
    try:
        task.apply_async(arguments, retry=False)
    except OperationalError as error:
        log.warning("The queue cannot be reached (%s); %s comes later", error, task.name)
