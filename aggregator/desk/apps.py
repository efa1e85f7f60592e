"""Django's name for this room."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """编辑台"""

    name = "aggregator.desk"
    label = "desk"
    verbose_name = "编辑台"
