"""How often a tag is named, since when, and beside whom. Everything is kept a while."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Max, Min
from django.db.models.functions import TruncDate
from django.utils import timezone

from aggregator.articles.models import ArticleTag, Tag
from aggregator.articles.places import tag_address
from aggregator.site.keeping.kept import kept

DAYS = 30
BESIDE = 12
# Of its latest articles so many are looked at for names beside it.
_LOOKED_AT = 400
_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Beside:
    """Another tag, and how many of the last month's latest articles name both."""

    slug: str
    name: str
    kind: str
    count: int

    @property
    def kind_label(self) -> str:
        """What the name is the name of."""
        return str(Tag.Kind(self.kind).label)

    @property
    def href(self) -> str:
        """Its page."""
        return tag_address(self.kind, self.slug)


@dataclass(frozen=True, slots=True)
class Record:
    """days: articles of each of the last 30 days that had any (days of the pages' zone). first,
    last: the times of the earliest and the latest article; None for a tag without any."""

    days: tuple[tuple[date, int], ...]
    first: datetime | None
    last: datetime | None

    @property
    def total(self) -> int:
        """Articles of the last 30 days."""
        return sum(count for _, count in self.days)


def beside(tag: Tag, now: datetime) -> tuple[Beside, ...]:
    """The names that stand beside a tag most often; one query, when it is not kept."""
    if tag.pk is None:
        return ()
    return kept(f"beside:{tag.pk}", _SECONDS, lambda: _beside(tag, now))


def record(tag: Tag, now: datetime) -> Record:
    """How often and since when a tag is named; two queries, when it is not kept."""
    if tag.pk is None:
        return Record((), None, None)
    return kept(f"record:{tag.pk}", _SECONDS, lambda: _record(tag, now))


def _beside(tag: Tag, now: datetime) -> tuple[Beside, ...]:
    latest = (
        ArticleTag.objects.filter(
            tag=tag, removed=False, sorted_at__gt=now - timedelta(days=DAYS), sorted_at__lte=now
        )
        .order_by("-sorted_at", "-article_id")
        .values("article_id")[:_LOOKED_AT]
    )
    rows = (
        ArticleTag.objects.filter(article__in=latest, removed=False, article__is_hidden=False)
        .exclude(tag=tag)
        .exclude(tag__kind=Tag.Kind.TOPIC)
        .values_list("tag__slug", "tag__name", "tag__kind")
        .annotate(count=Count("pk"))
        .order_by("-count", "tag__slug")
    )
    return tuple(Beside(*row) for row in rows[:BESIDE])


def _record(tag: Tag, now: datetime) -> Record:
    shown = ArticleTag.objects.filter(tag=tag, removed=False, article__is_hidden=False)
    ends = shown.aggregate(first=Min("sorted_at"), last=Max("sorted_at"))
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    days = (
        shown.filter(sorted_at__gte=today - timedelta(days=DAYS - 1), sorted_at__lte=now)
        .annotate(day=TruncDate("sorted_at"))
        .values_list("day")
        .annotate(count=Count("pk"))
        .order_by("day")
    )
    return Record(tuple(days), ends["first"], ends["last"])
