"""Votes go where their story goes when it is merged into another one."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone

from aggregator.votes.casting import keep, locked, root_of
from aggregator.votes.errors import NoSuchStoryError
from aggregator.votes.models import Standing, Vote
from aggregator.votes.tally import tally_of

AT_ONCE = 500


def on_stories_changed(ids: Sequence[int], **_signal: Any) -> None:
    """Receiver of `stories_changed`."""
    follow(ids, timezone.now())


def follow(stories: Iterable[int], now: datetime) -> int:
    """Move the votes of those stories that were merged away; how many stories gave theirs.

    Of a voter who voted on both the later word stands. One query for 500 stories that gave none.
    """
    moved = 0
    for some in _chunks(stories):
        merged = Vote.objects.filter(story__in=some, story__merged_into__isnull=False)
        for story in sorted(set(merged.values_list("story", flat=True))):
            moved += _move(story, now)
    return moved


def _move(story: int, now: datetime) -> bool:
    with transaction.atomic():
        try:
            root = root_of(story)
        except NoSuchStoryError:  # merged in a circle: nowhere to go, and nothing is lost
            return False
        standing = locked(root, now)
        latest: dict[str, Vote] = {}
        both = Vote.objects.select_for_update().filter(story__in=(story, root))
        for vote in both.order_by("at", "pk"):
            latest[vote.voter] = vote
        both.exclude(pk__in=[vote.pk for vote in latest.values()]).delete()
        Vote.objects.filter(story=story).update(story=root)
        Standing.objects.filter(story=story).delete()
        keep(standing, tally_of(((vote.way, vote.at) for vote in latest.values()), now))
    return True


def _chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(ids)
    while some := list(islice(rest, AT_ONCE)):
        yield some
