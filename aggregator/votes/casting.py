"""A reader's word on a story: given, changed, taken back."""

from datetime import datetime

from django.db import transaction

from aggregator.stories.models import Story
from aggregator.votes.errors import NoSuchStoryError
from aggregator.votes.models import Standing, Vote, Way
from aggregator.votes.tally import Tally

HOPS = 8


def cast(story: int, way: Way, voter: str, network: str, now: datetime) -> Tally:
    """Count the voter's word, in place of an earlier one; the same word again changes nothing.

    A story that was merged away passes the vote on. Raises `NoSuchStoryError`.
    """
    with transaction.atomic():
        root = root_of(story)
        standing = locked(root, now)
        found = tally_in(standing)
        old = Vote.objects.filter(story=root, voter=voter).first()
        if old is not None and old.way == way:
            return found.decayed(now)
        if old is None:
            Vote.objects.create(story_id=root, voter=voter, way=way, network=network, at=now)
        else:
            found = found.minus(old.way, old.at, now)
            old.way, old.network, old.at = way, network, now
            old.save()
        return keep(standing, found.plus(way, now, now))


def take_back(story: int, voter: str, now: datetime) -> Tally:
    """Forget the voter's word; without one nothing changes. Raises `NoSuchStoryError`."""
    with transaction.atomic():
        root = root_of(story)
        standing = locked(root, now)
        old = Vote.objects.filter(story=root, voter=voter).first()
        if old is None:
            return tally_in(standing).decayed(now)
        found = tally_in(standing).minus(old.way, old.at, now)
        old.delete()
        return keep(standing, found)


def own_vote(story: int, voter: str) -> Way | None:
    """The voter's word on a story."""
    way = Vote.objects.filter(story=story, voter=voter).values_list("way", flat=True).first()
    return Way(way) if way else None


def root_of(story: int) -> int:
    """The story that a story was merged into at last, or itself. Raises `NoSuchStoryError`."""
    for _ in range(HOPS):
        row = Story.objects.filter(pk=story).values_list("merged_into").first()
        if row is None:
            break
        if row[0] is None:
            return story
        story = row[0]
    raise NoSuchStoryError(f"there is no story {story} to vote on")


def tally_in(standing: Standing) -> Tally:
    """What a row holds."""
    return Tally(standing.up, standing.down, standing.up_weight, standing.down_weight, standing.at)


def keep(standing: Standing, found: Tally) -> Tally:
    """Write the tally into its row."""
    standing.up, standing.down = found.up, found.down
    standing.up_weight, standing.down_weight = found.up_weight, found.down_weight
    standing.at = found.at or standing.at
    standing.save()
    return found


def locked(story: int, now: datetime) -> Standing:
    """The row of a story, held until the transaction ends: two votes at once both count."""
    held = Standing.objects.select_for_update()
    return (
        held.filter(story=story).first()
        or held.get_or_create(story_id=story, defaults={"at": now})[0]
    )
