"""Django's name for this room."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """网站"""

    name = "aggregator.site"
    label = "site"
    verbose_name = "网站"
