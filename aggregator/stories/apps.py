"""Django's name for this room."""

from typing import Any

from django.apps import AppConfig


def _assign(ids: list[int], **_: Any) -> None:
    from aggregator.stories.assign import assign

    assign(ids)


class StoriesConfig(AppConfig):
    """事件"""

    name = "aggregator.stories"
    label = "stories"
    verbose_name = "事件"

    def ready(self) -> None:
        """Assign articles to stories as they come."""
        from aggregator.articles.signals import articles_changed

        articles_changed.connect(_assign, dispatch_uid="stories.assign")
