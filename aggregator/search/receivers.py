"""What this room does when articles change."""

import logging
from functools import partial
from typing import Any

from django.db import transaction
from kombu.exceptions import OperationalError

from aggregator.articles.models import Article
from aggregator.search.tasks import index_pending

logger = logging.getLogger(__name__)


def on_articles_changed(sender: Any, ids: list[int], **_: Any) -> None:  # noqa: ARG001
    """Ask the index worker to catch up at once."""
    try:
        index_pending.apply_async(([*ids],), retry=False)
    except OperationalError as error:
        logger.warning(
            "The queue cannot be reached (%s); the next sweep indexes %d articles", error, len(ids)
        )


def on_article_deleted(sender: Any, instance: Article, **_: Any) -> None:
    """Have an article taken out of the index once it is surely gone."""
    transaction.on_commit(partial(on_articles_changed, sender, [instance.pk]))
