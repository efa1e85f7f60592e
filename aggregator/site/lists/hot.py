"""此刻要闻: the events that matter most now, for the side column of the front page."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse

from aggregator.site.keeping.kept import kept
from aggregator.stories.importance import IMPORTANT, current
from aggregator.stories.models import Story

SPAN = timedelta(days=1)
RANKED = 200
SHOWN = 8
SECONDS = 60


@dataclass(frozen=True, slots=True)
class Hot:
    """An event with its headline; `at` is when it was first reported.

    article: the id of the report that stands for it in lists. story: its own id, 0 where its one
    report says all there is.
    """

    article: int
    story: int
    title: str
    outlets: int
    at: datetime

    @property
    def href(self) -> str:
        """Its page in the language in force: what is kept is kept for all of them."""
        name, pk = ("story", self.story) if self.story else ("article", self.article)
        return reverse(name, args=[pk])


def hot(now: datetime) -> tuple[Hot, ...]:
    """The few 重要 events of the last day that weigh most with their age taken off; one query."""
    return kept("hot", SECONDS, lambda: _ranked(now))


def _ranked(now: datetime) -> tuple[Hot, ...]:
    stories = (
        Story.objects.filter(
            started_at__gt=now - SPAN, started_at__lte=now,
            importance__gte=IMPORTANT, report_count__gt=0, lead__is_hidden=False,
        )
        .select_related("lead")
        .only("importance", "started_at", "report_count", "outlet_count", "lead__title")
        .order_by("-started_at", "-id")[:RANKED]
    )  # fmt: skip
    best = sorted(stories, key=lambda story: -current(story.importance, story.started_at, now))
    return tuple(_hot(story) for story in best[:SHOWN])


def _hot(story: Story) -> Hot:
    own = story.pk if story.several or story.lead is None else 0
    title = story.lead.title if story.lead else ""
    return Hot(story.lead_id or 0, own, title, story.outlet_count, story.started_at)
