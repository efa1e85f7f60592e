"""What suggestions stand on and no reader waits for: a copy a process, made anew in the background.

A reader who comes while it is stale gets the old one at once, and starts the thread that makes
the new one; the first reader of a process gets suggestions without it.
"""

import logging
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.db import DatabaseError, connection

from aggregator.articles.models import Tag
from aggregator.search.document import newest_key
from aggregator.search.engines.current import current as engine
from aggregator.search.errors import IndexUnavailable
from aggregator.search.plan import Between
from aggregator.search.suggest import hot
from aggregator.search.suggest.table import Table
from aggregator.search.suggest.tags import Counts, own_entries

MOST_AGE = timedelta(minutes=2)
_HOT = 50
_BUSY = 6
_DAY = timedelta(days=1)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Standing:
    """own: tags that the lexicon lacks or names otherwise; carried: the slugs of all tags that
    articles carry (None: not known yet); busy: the coins that most articles of the last day
    name, and how many do; hot: what readers search for."""

    at: datetime
    own: Table = field(default_factory=lambda: Table(()))
    carried: frozenset[str] | None = None
    busy: tuple[tuple[str, int], ...] = ()
    hot: tuple[str, ...] = ()


_NOTHING = Standing(datetime.min.replace(tzinfo=UTC))


class _Held:
    standing = _NOTHING
    tried = _NOTHING.at
    busy = threading.Lock()


counts = Counts()


def current(now: datetime) -> Standing:
    """What this process holds, at once; a thread makes it anew when it is two minutes old."""
    if not _Held.tried <= now < _Held.tried + MOST_AGE and _Held.busy.acquire(blocking=False):
        _Held.tried = now
        threading.Thread(target=_in_background, args=(now,), daemon=True).start()
    return _Held.standing


def refresh(now: datetime) -> None:
    """Make it anew in this thread. Raises `DatabaseError`."""
    _Held.tried = now
    _count()
    _Held.standing = Standing(
        at=now,
        own=_own(_Held.standing.own),
        carried=frozenset(Tag.objects.values_list("slug", flat=True)),
        busy=_busy(now),
        hot=hot.top(now, _HOT),
    )


def forget() -> None:
    """Begin as a process does that has just started."""
    _Held.standing, _Held.tried = _NOTHING, _NOTHING.at
    counts.clear()


def _in_background(now: datetime) -> None:
    try:
        refresh(now)
    except DatabaseError as error:
        _log.warning("Suggestions stay as they were, the database is away: %s", error)
    finally:
        connection.close()  # this thread's own
        _Held.busy.release()


def _own(before: Table) -> Table:
    """The table is built only when a row changed."""
    entries = own_entries()
    return before if entries == before.entries else Table(entries)


def _count() -> None:
    try:
        counts.renew()
    except IndexUnavailable as error:
        counts.clear()
        _log.info("Tags are suggested without counts: %s", error)


def _busy(now: datetime) -> tuple[tuple[str, int], ...]:
    since = Between("newest", newest_key(int((now - _DAY).timestamp()), 0), None)
    try:
        found = engine().facets(since, ("coin",), _BUSY)["coin"]
    except IndexUnavailable as error:
        _log.info("No coins of the day are suggested: %s", error)
        return ()
    return tuple((slug, count) for slug, count in found)
