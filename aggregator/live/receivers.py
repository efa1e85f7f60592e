"""What this room does when stories change and articles go."""

from typing import Any

from django.db import transaction

from aggregator.articles.models import Article
from aggregator.live.publish import publish, publish_deleted


def on_stories_changed(sender: Any, ids: list[int], **_: Any) -> None:  # noqa: ARG001
    """Tell open pages; sent after the commit, so that what they ask for then is there."""
    publish(ids)


def on_article_deleted(sender: Any, instance: Article, **_: Any) -> None:  # noqa: ARG001
    """Tell open pages once the deletion stands."""
    pk, at = instance.pk, instance.sorted_at
    transaction.on_commit(lambda: publish_deleted(pk, at))
