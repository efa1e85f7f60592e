"""Django's name for this room."""

from django.apps import AppConfig


class AlertsConfig(AppConfig):
    """订阅"""

    name = "aggregator.alerts"
    label = "alerts"
    verbose_name = "订阅"

    def ready(self) -> None:
        """Listen to the articles room, after `stories` has: its stories are told of as well."""
        from aggregator.alerts.receivers import on_articles_changed
        from aggregator.articles.signals import articles_changed

        articles_changed.connect(on_articles_changed, dispatch_uid="alerts.take_in")
