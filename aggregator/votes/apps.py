"""Django's name for this room."""

from django.apps import AppConfig


class VotesConfig(AppConfig):
    """投票"""

    name = "aggregator.votes"
    label = "votes"
    verbose_name = "投票"
