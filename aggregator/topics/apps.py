"""Django's name for this room."""

from django.apps import AppConfig


class TopicsConfig(AppConfig):
    """专题"""

    name = "aggregator.topics"
    label = "topics"
    verbose_name = "专题"
