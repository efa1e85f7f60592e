"""What stands on the time line of a topic: the editors' picks, and what its tags bring in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from aggregator.articles.models import ArticleTag
from aggregator.stories.models import Story
from aggregator.topics.models import Topic, TopicEntry

PAGE = 40
PICKS = 500  # entries of editors that one topic is read with, the newest
_HOPS = 8


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page ends: the aware time of its last entry, and that event's number."""

    at: datetime
    story: int


@dataclass(frozen=True, slots=True)
class Entry:
    """An event on the time line, at an aware time. picked: an editor put it there."""

    story: Story
    at: datetime
    note: str = ""
    picked: bool = False
    pinned: bool = False

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.at, self.story.pk)


@dataclass(frozen=True, slots=True)
class Page:
    """Entries, the newest first, and the place of the last one when there are more, else None.

    pinned: the key events of the whole topic, the oldest first; only with the first page.
    """

    entries: tuple[Entry, ...]
    more: Place | None
    pinned: tuple[Entry, ...] = ()


def entries(topic: Topic, after: Place | None = None, most: int = PAGE) -> Page:
    """A page of the time line, from behind `after`; three to four queries.

    Events whose reports are all hidden are left out. An event that was merged into another stands
    as that one, once.
    """
    rows = list(topic.entries.select_related(*_within("story")).defer(*_long("story"))[:PICKS])
    stories = _followed(rows)
    picks = _picks(rows, stories)
    known = {pk for row in rows for pk in (row.story_id, stories[row.story_id].pk)}
    found = sorted(
        [
            *(one for one in picks if _behind(one, after)),
            *(Entry(story, story.started_at) for story in _fed(topic, known, after)[: most + 1]),
        ],
        key=lambda one: (one.at, one.story.pk),
        reverse=True,
    )
    shown = tuple(found[:most])
    pinned = () if after else tuple(sorted((p for p in picks if p.pinned), key=lambda p: p.at))
    return Page(shown, shown[-1].place if len(found) > most else None, pinned)


def waiting(topic: Topic, most: int) -> Sequence[Story]:
    """What only the tags bring in, the newest first: for editors to take up or to keep out."""
    rows = list(topic.entries.select_related("story")[:PICKS])
    stories = _followed(rows)
    known = {pk for row in rows for pk in (row.story_id, stories[row.story_id].pk)}
    return list(_fed(topic, known, None)[:most])


def _within(story: str = "") -> list[str]:
    """What of an event is shown, by the way from a row to it."""
    way = f"{story}__" if story else ""
    return [f"{way}lead__source", f"{way}first__source"]


def _long(story: str = "") -> list[str]:
    """What is long and not shown."""
    names = ("html", "text", "summary", "facts", "doubts", "addresses", "keywords")
    ways = _within(story)
    return [f"{way.removesuffix('__source')}__{name}" for way in ways for name in names]


def _followed(rows: Iterable[TopicEntry]) -> dict[int, Story]:
    """The event that each row stands for now, by the number it was put down with."""
    ends = {row.story_id: row.story for row in rows}
    for _ in range(_HOPS):
        away = {pk: one.merged_into_id for pk, one in ends.items() if one.merged_into_id}
        if not away:
            break
        rows_there = Story.objects.select_related(*_within()).defer(*_long())
        targets = rows_there.in_bulk(list(set(away.values())))
        ends |= {pk: targets[to] for pk, to in away.items() if to in targets}
    return ends


def _picks(rows: Sequence[TopicEntry], stories: dict[int, Story]) -> list[Entry]:
    """What editors chose; of two rows that have become one event the newer speaks."""
    told: dict[int, TopicEntry] = {}
    for row in rows:
        told.setdefault(stories[row.story_id].pk, row)
    found = []
    for row in told.values():
        story = stories[row.story_id]
        if row.removed or not story.report_count or story.lead is None or story.lead.is_hidden:
            continue
        found.append(Entry(story, row.at or story.started_at, row.note, True, row.pinned))
    return found


def _fed(topic: Topic, known: Iterable[int], after: Place | None) -> QuerySet[Story]:
    """What the tags bring in, the newest first."""
    tags = [tag.pk for tag in topic.tags.all()]
    if not tags:
        return Story.objects.none()
    rows = Story.objects.filter(
        importance__gte=topic.least,
        started_at__gte=topic.started_at,
        report_count__gt=0,
        lead__is_hidden=False,
    ).exclude(pk__in=list(known))
    if topic.closed_at:
        rows = rows.filter(started_at__lte=topic.closed_at)
    if after:
        rows = rows.filter(started_at__lte=after.at).exclude(
            started_at=after.at, pk__gte=after.story
        )
    about = ArticleTag.objects.filter(article=OuterRef("lead"), removed=False, about=True)
    wanted = Q()
    if topic.all_tags:
        for tag in tags:
            wanted &= Q(Exists(about.filter(tag=tag)))
    else:
        wanted = Q(Exists(about.filter(tag__in=tags)))
    return (
        rows.filter(wanted)
        .select_related(*_within())
        .defer(*_long())
        .order_by("-started_at", "-pk")
    )


def _behind(one: Entry, after: Place | None) -> bool:
    return after is None or (one.at, one.story.pk) < (after.at, after.story)
