"""Django's name for this room."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """稿件"""

    name = "aggregator.articles"
    label = "articles"
    verbose_name = "稿件"
