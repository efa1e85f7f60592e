"""Django's name for this room."""

from django.apps import AppConfig


class TopicsConfig(AppConfig):
    """专题"""

    name = "aggregator.topics"
    label = "topics"
    verbose_name = "专题"

    def ready(self) -> None:
        """Listen to the stories room."""
        from aggregator.stories.signals import stories_changed
        from aggregator.topics.receivers import on_stories_changed

        stories_changed.connect(on_stories_changed, dispatch_uid="topics.follow")
