"""此刻要闻: the events that matter most now, for the side column of the front page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from aggregator.articles.models import Article
from aggregator.site.keeping.kept import kept
from aggregator.site.lists.selecting import unmuted
from aggregator.site.reader import Reader
from aggregator.stories.importance import IMPORTANT, current
from aggregator.stories.models import Story

SPAN = timedelta(days=1)
RANKED = 200
SHOWN = 8
SECONDS = 60


@dataclass(frozen=True, slots=True)
class Hot:
    """An event with its headline; `at` is when it was first reported.

    article: the id of the report that stands for it in lists.
    """

    article: int
    href: str
    title: str
    outlets: int
    at: datetime


def hot(now: datetime) -> tuple[Hot, ...]:
    """The few 重要 events of the last day that weigh most with their age taken off; one query."""
    return kept("hot", SECONDS, lambda: _ranked(now))


def unmuted_hot(events: Sequence[Hot], reader: Reader) -> tuple[Hot, ...]:
    """Without what the reader muted; one query, none for a reader who muted nothing."""
    if not (reader.muted_tags or reader.muted_outlets):
        return tuple(events)
    articles = Article.objects.filter(pk__in=[one.article for one in events])
    left = set(unmuted(articles, reader).values_list("pk", flat=True))
    return tuple(one for one in events if one.article in left)


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
    page = story if story.report_count > 1 or story.lead is None else story.lead
    title = story.lead.title if story.lead else ""
    return Hot(
        story.lead_id or 0, page.get_absolute_url(), title, story.outlet_count, story.started_at
    )
