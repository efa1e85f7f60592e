"""Django's name for this room."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class DeskConfig(AppConfig):
    """编辑台"""

    name = "aggregator.desk"
    label = "desk"
    verbose_name = "编辑台"

    def ready(self) -> None:
        """See to it that the group of the editors exists after every migration.

        Sent for `alerts`: then the rights of every room below have been made.
        """
        from aggregator.desk.editors import make_group

        post_migrate.connect(
            make_group, sender=apps.get_app_config("alerts"), dispatch_uid="desk.editors"
        )
