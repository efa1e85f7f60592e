"""Django's name for this room."""

from django.apps import AppConfig


class VotesConfig(AppConfig):
    """投票"""

    name = "aggregator.votes"
    label = "votes"
    verbose_name = "投票"

    def ready(self) -> None:
        """Listen to the stories room: votes follow a story that is merged into another."""
        from aggregator.stories.signals import stories_changed
        from aggregator.votes.following import on_stories_changed

        stories_changed.connect(on_stories_changed, dispatch_uid="votes.follow")
