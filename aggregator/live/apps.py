"""Django's name for this room."""

from django.apps import AppConfig


class LiveConfig(AppConfig):
    """直播"""

    name = "aggregator.live"
    label = "live"
    verbose_name = "直播"

    def ready(self) -> None:
        """Listen to stories: an article that is new or different makes its story so."""
        from django.db.models.signals import post_delete

        from aggregator.articles.models import Article
        from aggregator.live.receivers import on_article_deleted, on_stories_changed
        from aggregator.stories.signals import stories_changed

        stories_changed.connect(on_stories_changed, dispatch_uid="live.publish")
        post_delete.connect(on_article_deleted, sender=Article, dispatch_uid="live.gone")
