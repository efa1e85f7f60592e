"""Django's name for this room."""

from django.apps import AppConfig


class FeedsConfig(AppConfig):
    """信源"""

    name = "aggregator.feeds"
    label = "feeds"
    verbose_name = "信源"
