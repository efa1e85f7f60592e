"""谁先报: the outlets' records, kept a while, and the latest firsts as examples."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from aggregator.articles.models import Article
from aggregator.site.charts.spans import SPANS, Span
from aggregator.site.keeping.kept import kept
from aggregator.site.press.outlets import Outlet, outlets_of
from aggregator.stories.first import Row, first_table
from aggregator.stories.models import Story

SHORT = 5
EXAMPLES = 8
USUAL = "24h"


@dataclass(frozen=True, slots=True)
class Example:
    """An event whose first outlet is known. ahead: of the next outlet; None for a tie alone."""

    story: Story
    title: str
    firsts: tuple[Outlet, ...]
    ahead: timedelta | None
    at: datetime | None


def league(span: Span, now: datetime) -> tuple[Row, ...]:
    """The record of each outlet, the most firsts first; two queries, when it is not kept."""
    return kept(f"league:{span.name}", span.seconds, lambda: tuple(first_table(now, span.length)))


def short_league(now: datetime) -> tuple[Row, ...]:
    """The few that were first most often in the last day."""
    return tuple(row for row in league(SPANS[USUAL], now) if row.firsts)[:SHORT]


def examples(span: Span, now: datetime) -> tuple[Example, ...]:
    """The latest events of the span that somebody was first with; two queries."""
    stories = (
        Story.objects.filter(
            outlet_count__gte=2, first__isnull=False, lead__is_hidden=False,
            started_at__gt=now - span.length, started_at__lte=now,
        )
        .select_related("lead")
        .defer(*(f"lead__{name}" for name in ("html", "text", "summary", "facts")))
        .order_by("-started_at", "-id")[:EXAMPLES]
    )  # fmt: skip
    told = outlets_of(story.pk for story in stories)
    found = [_example(story, story.lead, told.get(story.pk, ())) for story in stories]
    return tuple(one for one in found if one.firsts)


def _example(story: Story, lead: Article | None, told: tuple[Outlet, ...]) -> Example:
    firsts = tuple(outlet for outlet in told if outlet.first)
    ahead = next((outlet.lag for outlet in told if outlet.lag), None)
    return Example(
        story, lead.title if lead else "", firsts, ahead, firsts[0].at if firsts else None
    )
