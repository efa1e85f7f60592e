"""Django's name for this room."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """检索"""

    name = "aggregator.search"
    label = "search"
    verbose_name = "检索"

    def ready(self) -> None:
        """Listen to the articles room."""
        from django.db.models.signals import post_delete

        from aggregator.articles.models import Article
        from aggregator.articles.signals import articles_changed
        from aggregator.search.receivers import on_article_deleted, on_articles_changed

        articles_changed.connect(on_articles_changed)
        post_delete.connect(on_article_deleted, sender=Article)
