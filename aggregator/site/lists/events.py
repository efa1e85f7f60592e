"""Stories as the rows of a short list: time, headline, where it leads."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from aggregator.stories.models import Story


@dataclass(frozen=True, slots=True)
class Event:
    """A story. vital: whether readers see it as 重要; several: whether more than one report tells
    of it."""

    story: int
    lead: int
    title: str
    at: datetime
    vital: bool
    several: bool

    @property
    def href(self) -> str:
        """Its page in the language in force: the event's, or that of its one report."""
        name, pk = ("story", self.story) if self.several else ("article", self.lead)
        return reverse(name, args=[pk])


def events_of(stories: QuerySet[Story]) -> tuple[Event, ...]:
    """The stories in their order; one query. Those without a report are left out."""
    rows = stories.select_related("lead").only(
        "started_at", "report_count", "lead__title", "lead__is_important"
    )
    return tuple(
        Event(
            story=one.pk,
            lead=one.lead.pk,
            title=one.lead.title,
            at=one.started_at,
            vital=one.lead.is_important,
            several=one.several,
        )
        for one in rows
        if one.lead
    )
