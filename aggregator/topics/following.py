"""Topics follow their events: which topics a story belongs to, and what each has newest."""

from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.db.models import Q

from aggregator.topics.entries import entries
from aggregator.topics.models import Topic
from aggregator.topics.signals import topics_changed

SHOWN = (Topic.State.OPEN, Topic.State.CLOSED)


def touched(stories: Iterable[int]) -> set[int]:
    """The topics whose pages may be different when these stories are; one query or two.

    A topic counts when an editor named the story there, when it is what the topic has newest, or
    when a report of it is about one of the topic's tags: then it is on the page, was, or will be.
    """
    ids = list(stories)
    if not ids or not Topic.objects.filter(state__in=SHOWN).exists():
        return set()
    named = Q(entries__story__in=ids) | Q(entries__story__merged_into__in=ids)
    newest = Q(latest__in=ids)
    tagged = Q(
        tags__tagged__article__report__story__in=ids,
        tags__tagged__removed=False,
        tags__tagged__about=True,
    )
    found: set[int] = set()
    for how in (named | newest, tagged):
        found |= set(Topic.objects.filter(how, state__in=SHOWN).values_list("pk", flat=True))
    return found


def refresh(ids: Iterable[int]) -> None:
    """Note what these topics have newest, and say after the commit that they changed."""
    wanted = sorted(set(ids))
    if not wanted:
        return
    with transaction.atomic():
        for topic in Topic.objects.filter(pk__in=wanted).prefetch_related("tags"):
            newest = next(iter(entries(topic, most=1).entries), None)
            Topic.objects.filter(pk=topic.pk).update(
                latest=newest.story if newest else None, latest_at=newest.at if newest else None
            )
        transaction.on_commit(
            partial(topics_changed.send_robust, sender=Topic, ids=wanted), robust=True
        )
