"""Django's name for this room."""

from django.apps import AppConfig


class StoriesConfig(AppConfig):
    """事件"""

    name = "aggregator.stories"
    label = "stories"
    verbose_name = "事件"
