"""What the tags of a topic bring in, beside what editors chose."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString

from aggregator.desk.story_states import importance_label
from aggregator.desk.wording import ago, timed
from aggregator.topics.entries import waiting
from aggregator.topics.models import Topic

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Offer:
    """An event that is on the page because of its tags alone."""

    story: int
    title: str
    outlets: int
    weight: SafeString
    began: SafeString


def offers(topic: Topic, now: datetime) -> list[Offer]:
    """The newest of them."""
    return [
        Offer(
            story.pk,
            str(story),
            story.outlet_count,
            importance_label(story),
            timed(ago(story.started_at, now), story.started_at),
        )
        for story in waiting(topic, SHOWN)
    ]
