"""What a reader who is typing may mean. In memory, but for headlines and cold counts."""

import logging
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from aggregator.language import fold
from aggregator.search.errors import IndexUnavailable
from aggregator.search.names import name_key
from aggregator.search.suggest import standing, stories, tags
from aggregator.search.suggest.stories import Headline
from aggregator.search.suggest.table import Entry

LONGEST = 40
_TAGS = 6
_HOT = 8
_HOT_BESIDE = 3
_STORIES = 3

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TagSuggestion:
    """A tag; `said` is its other name that was typed, "" when it is the one shown.

    count: how many articles carry it, None when that cannot be said now; of the last day where
    nothing is typed yet and the busiest are shown.
    """

    slug: str
    name: str
    kind: str
    ticker: str
    said: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Suggestions:
    """tags: the likeliest first; hot: searches of other readers; stories: the newest first."""

    tags: tuple[TagSuggestion, ...] = ()
    hot: tuple[str, ...] = ()
    stories: tuple[Headline, ...] = ()


def suggest(text: str, now: datetime) -> Suggestions:
    """For what was typed so far, of which 40 characters count; for nothing: what is going on.

    Without an index there are no headlines and no counts.
    """
    typed = text[:LONGEST].strip()
    held = standing.current(now)
    if not name_key(typed):
        busy = dict(held.busy)
        coins = tags.entries(busy, held.own)
        return Suggestions(tuple(_said(one, "", busy[one.slug]) for one in coins), held.hot[:_HOT])
    found = tags.find(typed, held.own, held.carried, _TAGS)
    shown = {name_key(name) for one in found for name in (one.entry.name, one.said)}
    return Suggestions(
        tags=tuple(_tag(one.entry, one.said) for one in found),
        hot=_hot(typed, held.hot, shown),
        stories=_stories(typed, now),
    )


def warm() -> None:
    """Build what every process needs, before it forks or answers."""
    tags.shipped_table()


def _tag(entry: Entry, said: str) -> TagSuggestion:
    try:
        count = standing.counts.of(entry.slug)
    except IndexUnavailable as error:
        _log.info("A tag is suggested without its count: %s", error)
        count = None
    return _said(entry, said, count)


def _said(entry: Entry, said: str, count: int | None) -> TagSuggestion:
    other = "" if said in (entry.name, entry.ticker) else said
    return TagSuggestion(entry.slug, entry.name, entry.kind, entry.ticker, other, count)


def _hot(typed: str, queries: tuple[str, ...], shown: set[str]) -> tuple[str, ...]:
    """Those that go on from what was typed, and are no tags that are `shown` beside them."""
    key = name_key(typed)
    beyond = (one for one in queries if key in name_key(one) and name_key(one) not in shown | {key})
    return tuple(islice(beyond, _HOT_BESIDE))


def _stories(typed: str, now: datetime) -> tuple[Headline, ...]:
    if len(fold(typed)) == 1 and typed.isascii():
        return ()
    try:
        return stories.headlines(typed, now, _STORIES)
    except IndexUnavailable as error:
        _log.info("No headlines are suggested: %s", error)
        return ()
