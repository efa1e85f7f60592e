"""Django's name for this room."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """接口"""

    name = "aggregator.api"
    label = "api"
    verbose_name = "接口"
