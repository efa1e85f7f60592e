"""Django's name for this room."""

from django.apps import AppConfig


class WordsConfig(AppConfig):
    """词库"""

    name = "aggregator.words"
    label = "words"
    verbose_name = "词库"
