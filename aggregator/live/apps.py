"""Django's name for this room."""

from django.apps import AppConfig


class LiveConfig(AppConfig):
    """直播"""

    name = "aggregator.live"
    label = "live"
    verbose_name = "直播"
