"""Django's name for this room."""

from typing import Any

from django.apps import AppConfig


def _assign(ids: list[int], **_: Any) -> None:
    from aggregator.stories.assign import assign  # noqa: PLC0415 - models load after apps

    assign(ids)


class StoriesConfig(AppConfig):
    """事件"""

    name = "aggregator.stories"
    label = "stories"
    verbose_name = "事件"

    def ready(self) -> None:
        """Assign articles to stories as they come."""
        from aggregator.articles.signals import articles_changed  # noqa: PLC0415

        articles_changed.connect(_assign, dispatch_uid="stories.assign")
