"""The votes of stories, for pages and lists."""

from collections.abc import Iterable
from datetime import datetime

from aggregator.stories.models import Story
from aggregator.votes.casting import tally_in
from aggregator.votes.models import Standing
from aggregator.votes.tally import Tally


def tally(stories: Iterable[int], now: datetime) -> dict[int, Tally]:
    """The tally of each story that has votes, by its id; one query, none for no stories."""
    return {story: one.decayed(now) for story, one in latest(stories).items()}


def latest(stories: Iterable[int]) -> dict[int, Tally]:
    """As `tally`, but weighed at the last vote: the same until the next one, for lists."""
    wanted = set(stories)
    if not wanted:
        return {}
    rows = Standing.objects.filter(story__in=wanted)
    found = {row.story_id: tally_in(row) for row in rows}
    return {story: one for story, one in found.items() if one.total}


def latest_of(story: Story | None) -> Tally | None:
    """As `latest`, of a story that was read with its `standing`; None where nobody voted."""
    row = getattr(story, "standing", None)
    return tally_in(row) if row is not None and row.up + row.down else None
