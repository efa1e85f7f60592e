"""Django's name for this room."""

from django.apps import AppConfig


class MarketConfig(AppConfig):
    """行情"""

    name = "aggregator.market"
    label = "market"
    verbose_name = "行情"
