"""Django's name for this room."""

from django.apps import AppConfig


class ChainConfig(AppConfig):
    """链上"""

    name = "aggregator.chain"
    label = "chain"
    verbose_name = "链上"
