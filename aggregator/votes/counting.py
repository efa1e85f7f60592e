"""The votes of stories, for pages and lists."""

from collections.abc import Iterable
from datetime import datetime

from aggregator.votes.casting import tally_in
from aggregator.votes.models import Standing
from aggregator.votes.tally import Tally


def tally(stories: Iterable[int], now: datetime) -> dict[int, Tally]:
    """The tally of each story that has votes, by its id; one query, none for no stories."""
    wanted = set(stories)
    if not wanted:
        return {}
    rows = Standing.objects.filter(story__in=wanted)
    found = {row.story_id: tally_in(row).decayed(now) for row in rows}
    return {story: one for story, one in found.items() if one.total}
