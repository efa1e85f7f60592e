"""The group 编辑 and what its members may do."""

from typing import Any

from django.contrib.auth.models import Group, Permission

GROUP = "编辑"
MAY = {
    "feeds.source": ("add", "change", "delete", "view"),
    "feeds.feed": ("add", "change", "view"),
    "articles.tag": ("add", "change", "delete", "view"),
    "articles.article": ("change", "view"),
    "articles.articletag": ("add", "change", "view"),
    "articles.revision": ("view",),
    "stories.story": ("change", "view"),
    "stories.act": ("view",),
    "topics.topic": ("add", "change", "view"),
    "topics.topicentry": ("add", "change", "delete", "view"),
    "alerts.savedsearch": ("add", "change", "delete", "view"),
    "alerts.delivery": ("view",),
    "words.word": ("add", "change", "delete", "view"),
    "words.candidate": ("change", "view"),
    "words.dictionaryversion": ("view",),
}


def make_group(using: str = "default", **_: Any) -> None:
    """Make the group with its rights; one that exists stays as the operator has set it."""
    group, made = Group.objects.using(using).get_or_create(name=GROUP)
    if not made:
        return
    for model, verbs in MAY.items():
        app, name = model.split(".")
        group.permissions.add(
            *Permission.objects.using(using).filter(
                content_type__app_label=app, codename__in=[f"{verb}_{name}" for verb in verbs]
            )
        )
