"""The time line of a topic, as its page shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils import timezone

from aggregator.articles import permitted
from aggregator.articles.models import Article
from aggregator.site.lists.days import day_title
from aggregator.topics.entries import Entry


@dataclass(frozen=True, slots=True)
class Step:
    """An entry in words. teller: who was first with it, "" when nobody can be told to be."""

    entry: Entry
    title: str
    href: str
    excerpt: str
    teller: str
    tied: bool


@dataclass(frozen=True, slots=True)
class Day:
    """The steps of one day, the newest first."""

    title: str
    steps: tuple[Step, ...]


def steps(found: Iterable[Entry]) -> tuple[Step, ...]:
    """Each entry in words."""
    return tuple(_step(entry, entry.story.lead) for entry in found if entry.story.lead)


def by_day(told: Iterable[Step], today: date) -> tuple[Day, ...]:
    """The steps under their days; `today` is in the zone of the pages."""
    days = groupby(told, key=lambda step: timezone.localtime(step.entry.at).date())
    return tuple(Day(day_title(day, today), tuple(rows)) for day, rows in days)


def _step(entry: Entry, lead: Article) -> Step:
    story = entry.story
    several = story.outlet_count > 1
    first = story.first if several and story.first and not story.first.is_hidden else None
    return Step(
        entry=entry,
        title=lead.title,
        href=story.path_of(lead),
        excerpt="" if entry.note else permitted.excerpt(lead),
        teller=(first.source.name if first else "") if several else lead.source.name,
        tied=story.first_tied,
    )
