"""The channels beside the timeline: what the last day's articles are about."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count

from aggregator.articles.models import ArticleTag, Tag
from aggregator.articles.places import tag_address
from aggregator.site.kept import kept

WINDOW = timedelta(hours=24)
MOST = 14
SECONDS = 60
KINDS = (Tag.Kind.TOPIC, Tag.Kind.COIN)


@dataclass(frozen=True, slots=True)
class Channel:
    """A tag, and how many articles carried it in the last 24 hours."""

    slug: str
    name: str
    kind: str
    count: int

    @property
    def href(self) -> str:
        """Its page in the language in force."""
        return tag_address(self.kind, self.slug)


def channels(now: datetime) -> tuple[Channel, ...]:
    """The topics and coins with most articles in the last day, at most `MOST`.

    Counted once a minute; reads no article older than a day.
    """
    return kept("channels", SECONDS, lambda: _count(now))


def _count(now: datetime) -> tuple[Channel, ...]:
    rows = (
        ArticleTag.objects.filter(
            article__is_hidden=False,
            article__is_lead=True,
            # Its own copy of the time, so that each tag reads the day alone from its index.
            sorted_at__gte=now - WINDOW,
            tag__kind__in=KINDS,
            removed=False,
        )
        .values_list("tag__slug", "tag__name", "tag__kind")
        .annotate(count=Count("pk"))
        .order_by("-count", "tag__slug")
    )
    return tuple(Channel(*row) for row in rows[:MOST])
