"""How often a tag is named, since when, and beside whom. Everything is kept a while."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Case, Count, DateField, Max, Min, Q, When
from django.db.models.functions import TruncDate
from django.utils import timezone

from aggregator.articles.models import ArticleTag, Tag
from aggregator.articles.places import tag_address
from aggregator.site.kept import kept

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
    """How often and since when a tag is named; one query, when it is not kept."""
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
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    lately = Q(sorted_at__gte=today - timedelta(days=DAYS - 1), sorted_at__lte=now)
    # All that is older is one group without a day, so that both are read at once.
    day = Case(When(lately, then=TruncDate("sorted_at")), output_field=DateField())
    rows = list(
        ArticleTag.objects.filter(tag=tag, removed=False, article__is_hidden=False)
        .annotate(day=day)
        .values_list("day")
        .annotate(count=Count("pk"), first=Min("sorted_at"), last=Max("sorted_at"))
        .order_by("day")
    )
    return Record(
        days=tuple((day, count) for day, count, _first, _last in rows if day is not None),
        first=min((first for _day, _count, first, _last in rows), default=None),
        last=max((last for _day, _count, _first, last in rows), default=None),
    )
