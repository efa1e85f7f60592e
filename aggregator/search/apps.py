"""Django's name for this room."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """检索"""

    name = "aggregator.search"
    label = "search"
    verbose_name = "检索"
