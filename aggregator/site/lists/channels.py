"""The last day in numbers: its topics and coins, its outlets, how much there was."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from aggregator.articles.models import Article, ArticleTag, Tag
from aggregator.articles.places import tag_address
from aggregator.site.keeping.kept import kept

WINDOW = timedelta(hours=24)
MOST = 14
LISTED = 40
SECONDS = 60
KINDS = (Tag.Kind.TOPIC, Tag.Kind.COIN)


@dataclass(frozen=True, slots=True)
class Channel:
    """A tag or an outlet, and how many articles it had in the last 24 hours."""

    slug: str
    name: str
    count: int
    kind: str = ""

    @property
    def href(self) -> str:
        """The tag's page in the language in force."""
        return tag_address(self.kind, self.slug)


@dataclass(frozen=True, slots=True)
class Day:
    """The last 24 hours. reports: articles of all outlets; events: what they tell of, once each;
    important: those of 重要. Tags and outlets with most articles first, `LISTED` at most.

    top: the topics and coins together, as the rail shows them, `MOST` at most.
    """

    reports: int
    events: int
    important: int
    coins: tuple[Channel, ...]
    topics: tuple[Channel, ...]
    outlets: tuple[Channel, ...]

    @property
    def top(self) -> tuple[Channel, ...]:
        """The channels of the rail."""
        both = sorted((*self.coins, *self.topics), key=lambda one: (-one.count, one.slug))
        return tuple(both[:MOST])


def day(now: datetime) -> Day:
    """The last 24 hours, counted once a minute; two queries that read no older article."""
    return kept("day", SECONDS, lambda: _count(now))


def channels(now: datetime) -> tuple[Channel, ...]:
    """The topics and coins with most articles in the last day, at most `MOST`."""
    return day(now).top


def _count(now: datetime) -> Day:
    tags = (
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
    found = [(Channel(slug, name, count, kind), kind) for slug, name, kind, count in tags]
    outlets = list(
        Article.objects.filter(is_hidden=False, sorted_at__gte=now - WINDOW, sorted_at__lte=now)
        .values_list("source__slug", "source__name")
        .annotate(
            count=Count("pk"),
            events=Count("pk", filter=Q(is_lead=True)),
            important=Count("pk", filter=Q(is_lead=True, is_important=True)),
        )
        .order_by("-count", "source__slug")
    )
    return Day(
        reports=sum(row[2] for row in outlets),
        events=sum(row[3] for row in outlets),
        important=sum(row[4] for row in outlets),
        coins=tuple(one for one, kind in found if kind == Tag.Kind.COIN)[:LISTED],
        topics=tuple(one for one, kind in found if kind == Tag.Kind.TOPIC)[:LISTED],
        outlets=tuple(Channel(*row[:3]) for row in outlets[:LISTED]),
    )
