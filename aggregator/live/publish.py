"""Tell open pages what changed.

What they were told of a story is kept beside the stream, so that telling is a comparison: it may
be done twice, late, or by a sweep, and says nothing twice.
"""

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

import redis
from django.utils import timezone

from aggregator.articles.models import Article
from aggregator.live import event, stream
from aggregator.live.event import FRESH, SPAN, Shown, Told
from aggregator.live.shown import shown_of
from aggregator.stories.models import Story

AT_ONCE = 400
SWEPT = 500
AWAY = (redis.RedisError, OSError)

log = logging.getLogger(__name__)


def publish(stories: Iterable[int], now: datetime | None = None) -> int:
    """Tell of the stories what is new about them; give how many events that made.

    Four queries for each AT_ONCE stories, again where another process was quicker. While Redis is
    away nothing is told, and the sweep (`publish_pending`) tells it later.
    """
    now = now or timezone.now()
    left = iter(sorted(set(stories)))
    told = 0
    while part := list(islice(left, AT_ONCE)):
        try:
            told += _publish(part, now)
        except AWAY as error:
            log.warning("Open pages are not told yet: Redis is away (%s)", type(error).__name__)
            return told
    return told


def publish_pending(now: datetime | None = None) -> int:
    """Tell what a killed worker, or one without Redis, left untold; give how many events."""
    now = now or timezone.now()
    fresh = Article.objects.filter(is_hidden=False, is_lead=True, sorted_at__gt=now - FRESH)
    newest = fresh.order_by("-sorted_at", "-id").values_list("report__story", flat=True)[:SWEPT]
    return publish([pk for pk in newest if pk], now)


def publish_deleted(article: int, at: datetime, now: datetime | None = None) -> None:
    """Tell that an article was deleted, if open pages may still show it."""
    if at < (now or timezone.now()) - SPAN:
        return
    try:
        stream.add([event.gone(article, None)])
    except AWAY as error:
        log.warning("Article %s is gone, untold: Redis is away (%s)", article, type(error).__name__)


def _publish(stories: list[int], now: datetime) -> int:
    def decide(kept: list[str | None]) -> tuple[stream.Messages, dict[int, str | None]]:
        before = dict(zip(stories, map(_read, kept), strict=True))
        after = shown_of(stories, now)
        gone = _gone(pk for pk in stories if pk not in after and before[pk])
        known = {
            pk: event.told_of(after[pk]).dumps() if pk in after else None
            for pk in stories
            if pk in after or pk in gone
        }
        return event.collapsed(list(_messages(before, after, gone, now))), known

    return stream.tell(stories, decide)


def _messages(
    before: dict[int, Told | None],
    after: dict[int, Shown],
    gone: dict[int, int | None],
    now: datetime,
) -> Iterator[dict[str, Any]]:
    """Oldest first, so that what is told last is the newest."""
    for pk, told in before.items():
        if pk in gone and told:
            yield event.gone(told.article, pk, gone[pk])
    for shown in sorted(after.values(), key=lambda one: (one.at, one.article)):
        type_ = event.decide(before[shown.story], shown, now)
        if type_:
            yield event.message(type_, shown)


def _gone(stories: Iterable[int]) -> dict[int, int | None]:
    """Those that no list shows any more, each with the story that took its reports, where one did.

    A story that has only grown too old to be told of still stands in lists, and is not gone.
    """
    wanted = list(stories)
    if not wanted:
        return {}
    columns = ("pk", "merged_into", "lead__is_hidden")
    rows = {row[0]: row for row in Story.objects.filter(pk__in=wanted).values_list(*columns)}
    away = dict.fromkeys(wanted) | {pk: into for pk, into, _hidden in rows.values()}
    return {pk: away[pk] for pk in wanted if pk not in rows or rows[pk][2] is not False}


def _read(kept: str | None) -> Told | None:
    if kept is None:
        return None
    try:
        return event.told_from(kept)
    except (ValueError, KeyError, TypeError):
        log.warning("What open pages were told is unreadable (%.80r); it is told anew", kept)
        return None
