"""Series pages: the reports that come again and again with other figures, entry by entry."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Count, Max, QuerySet
from django.utils import timezone

from aggregator.articles.models import Article
from aggregator.site.keeping.kept import kept
from aggregator.site.lists import cursors
from aggregator.site.pagecache.shown import shows
from aggregator.site.press.outlets import Outlet, outlets_of
from aggregator.site.story.chips import dollars, number, price
from aggregator.stories.models import Story
from aggregator.stories.series import all_series

PAGE = 30
RECENT = timedelta(days=30)
SECONDS = 120
UNREAD = ("html", "text", "summary", "summary_ai", "facts", "addresses", "keywords")


@dataclass(frozen=True, slots=True)
class Kind:
    """A series. count: its events of the last 30 days; latest: when the last one began."""

    slug: str
    name: str
    about: str
    count: int = 0
    latest: datetime | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of a series. day: that its figures speak of, or on which it was told."""

    story: Story
    title: str
    href: str
    day: date
    level: tuple[str, ...]
    subject: str
    outlets: tuple[Outlet, ...]


@dataclass(frozen=True, slots=True)
class Entries:
    """A page of entries, the latest first, and the cursor of the next ("" at the end)."""

    entries: tuple[Entry, ...]
    cursor: str


def kinds() -> dict[str, Kind]:
    """Every series that is recognised, by slug."""
    return {slug: Kind(slug, name, about) for slug, name, about in all_series()}


def counted(now: datetime) -> tuple[Kind, ...]:
    """Every series with its events of the last 30 days, the busiest first; one query, kept."""
    return kept("series", SECONDS, lambda: _count(now))


def entries(kind: Kind, cursor: str = "") -> Entries:
    """The events of a series, a page at a time; two queries. Raises `BadCursor`."""
    name = f"series:{kind.slug}"
    place = cursors.read(cursor, name) if cursor else None
    if place is None:
        shows(name)
    stories = _shown().filter(series_slug=kind.slug)
    if place:
        stories = stories.filter(started_at__lte=place.sorted_at).exclude(
            started_at=place.sorted_at, id__gte=place.id
        )
    found = list(_listed(stories)[: PAGE + 1])
    shown = found[:PAGE]
    following = ""
    if len(found) > PAGE:
        following = cursors.write(cursors.Place(shown[-1].started_at, shown[-1].pk), name)
    return Entries(_entries(shown), following)


def earlier(story: Story, most: int = 5) -> tuple[Entry, ...]:
    """The entries of a story's series before it; two queries, none for a story of no series."""
    if story.series_slug not in kinds():
        return ()
    before = _shown().filter(series_slug=story.series_slug, started_at__lte=story.started_at)
    return _entries(list(_listed(before.exclude(pk=story.pk))[:most]))


def levels(level: str) -> tuple[str, ...]:
    """The figures of an entry in words: "BTC down=65102~1" -> ("BTC 跌破 65,102 美元",)."""
    return tuple(_level(*pair.rpartition("=")[::2]) for pair in level.split(";") if "=" in pair)


def _shown() -> QuerySet[Story]:
    return Story.objects.filter(report_count__gt=0, lead__is_hidden=False)


def _listed(stories: QuerySet[Story]) -> QuerySet[Story]:
    rows = stories.select_related("lead__source").defer(*(f"lead__{name}" for name in UNREAD))
    return rows.order_by("-started_at", "-id")


def _count(now: datetime) -> tuple[Kind, ...]:
    rows = (
        Story.objects.filter(started_at__gte=now - RECENT, report_count__gt=0)
        .exclude(series_slug="")
        .values_list("series_slug")
        .annotate(count=Count("pk"), latest=Max("started_at"))
        .order_by()
    )
    seen = {slug: (count, latest) for slug, count, latest in rows}
    found = (
        Kind(one.slug, one.name, one.about, *seen.get(one.slug, (0, None)))
        for one in kinds().values()
    )
    return tuple(sorted(found, key=lambda one: -one.count))


def _entries(stories: list[Story]) -> tuple[Entry, ...]:
    told = outlets_of(story.pk for story in stories)
    return tuple(
        _entry(story, story.lead, told.get(story.pk, ())) for story in stories if story.lead
    )


def _entry(story: Story, lead: Article, told: tuple[Outlet, ...]) -> Entry:
    return Entry(
        story=story,
        title=lead.title,
        href=story.path_of(lead),
        day=story.series_day or timezone.localtime(story.started_at).date(),
        level=levels(story.series_level),
        subject=story.series_subject,
        outlets=told,
    )


def _level(key: str, value: str) -> str:
    figure = Decimal(value.partition("~")[0])  # behind it stands how finely it was given
    who, _, what = key.rpartition(" ")
    match what:
        case "down" | "up":
            return f"{who} {'跌破' if what == 'down' else '突破'} {price(figure)}".strip()
        case "sum":
            return f"强度 {dollars(figure)}"
        case "%":
            return f"{who} {number(figure)}%".strip()
        case "score" | "mark":
            return number(figure)
        case "points":
            return f"{number(figure)} 分"
        case "usd" | "coin" if who.endswith(("日", "周")):
            return _flow(who, what, figure)
        case "usd":
            return dollars(figure)
        case "x":
            return f"{number(figure)} 倍"
        case _ if what.endswith("h"):
            hours = f"{what[:-1]} 小时 " if what[:-1] else ""
            return f"{hours}{dollars(figure)}"
    return f"{number(figure)} {what.upper()}".strip()


def _flow(who: str, unit: str, figure: Decimal) -> str:
    asset, _, span = who.rpartition(" ")
    amount = dollars(abs(figure)) if unit == "usd" else f"{number(abs(figure))} 枚"
    way = "净流出" if figure < 0 else "净流入"
    return f"{asset} {'周' if span == '周' else ''}{way} {amount}".strip()
