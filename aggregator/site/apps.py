"""Django's name for this room."""

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save


class SiteConfig(AppConfig):
    """网站"""

    name = "aggregator.site"
    label = "site"
    verbose_name = "网站"

    def ready(self) -> None:
        """Listen to what changes on pages, after `stories` has: its stories are told of as well."""
        from aggregator.articles.models import Article, Tag
        from aggregator.articles.signals import articles_changed
        from aggregator.feeds.models import Source
        from aggregator.site.pagecache import changes
        from aggregator.stories.signals import stories_changed
        from aggregator.topics.models import Topic, TopicEntry

        articles_changed.connect(changes.on_articles_changed, dispatch_uid="site.pages")
        stories_changed.connect(changes.on_stories_changed, dispatch_uid="site.pages")
        post_delete.connect(changes.on_article_deleted, sender=Article, dispatch_uid="site.pages")
        post_save.connect(changes.on_source_saved, sender=Source, dispatch_uid="site.pages")
        post_delete.connect(changes.on_source_saved, sender=Source, dispatch_uid="site.outlets")
        post_save.connect(changes.on_tag_saved, sender=Tag, dispatch_uid="site.pages")
        post_save.connect(changes.on_topic_saved, sender=Topic, dispatch_uid="site.pages")
        for signal in (post_save, post_delete):
            signal.connect(
                changes.on_topic_entry_saved, sender=TopicEntry, dispatch_uid="site.pages"
            )
