"""The outlets and tags that a condition may name."""

import re
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from threading import Lock
from typing import Protocol

from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from aggregator.articles.models import Tag
from aggregator.feeds.models import Source
from aggregator.language import Lexicon, book, lexicon
from aggregator.language.scripts import HAN, has_han, has_latin
from aggregator.search.names import name_key, tags_by_name

_FRESH = 60.0  # seconds that a table of names is used
_MOST = 20_000  # tags that are read; more were never made by hand
_SHORTEST = 2  # the opening of an outlet's name that may stand for it
_PARTS = re.compile(rf"[{HAN}]+|[^{HAN}（）()]+")


@dataclass(frozen=True, slots=True)
class Named:
    """An outlet or a tag: its slug, and its name as readers see it."""

    slug: str
    name: str


class Known(Protocol):
    """Whom a name in a condition means; `parse` asks nothing else of the world."""

    def source(self, name: str) -> Named | None:
        """The outlet of this slug or name."""

    def tag(self, name: str, kinds: Collection[str] = ()) -> Named | None:
        """The tag of this slug, name, ticker or alias; of one of these kinds, if any are given."""


@dataclass(slots=True)
class _Table:
    """Keys of names with their owners as (kind, owner); for tags the kind is that of the tag."""

    owners: dict[str, list[tuple[str, Named]]] = field(default_factory=dict)

    def add(self, kind: str, owner: Named, names: Iterator[str]) -> None:
        for key in {name_key(name) for name in names} - {""}:
            self.owners.setdefault(key, []).append((kind, owner))

    def find(self, key: str, kinds: Collection[str] = ()) -> Named | None:
        found = self.owners.get(key, ())
        return next((owner for kind, owner in found if not kinds or kind in kinds), None)


class KnownHere:
    """The names in the database and in the lexicon.

    Tables of the database are read again after a minute; a name that they lack is asked for
    itself, so what an editor just made is found at once.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._tables: dict[str, tuple[float, _Table]] = {}

    def source(self, name: str) -> Named | None:
        """See `Known`. The opening of a name will do where it is the opening of one alone."""
        key = name_key(name)
        table = self._table("sources", _sources)
        found = table.find(key)
        if found is None and len(key) >= _SHORTEST:
            alike = {
                owner
                for other, owners in table.owners.items()
                if other.startswith(key)
                for _, owner in owners
            }
            found = alike.pop() if len(alike) == 1 else None
        if found is None:
            row = Source.objects.filter(_called(name)).values_list("slug", "name").first()
            found = Named(*row) if row else None
        return found

    def tag(self, name: str, kinds: Collection[str] = ()) -> Named | None:
        """See `Known`. The lexicon comes first, the weightier entry first."""
        key = name_key(name).lstrip("$")
        found = _in_lexicon(name, key, kinds) or self._table("tags", _tags).find(key, kinds)
        if found is None:
            rows = Tag.objects.filter(_called(name) | Q(ticker__iexact=_sendable(name)))
            rows = rows.filter(kind__in=kinds) if kinds else rows
            row = rows.values_list("slug", "name").first()
            found = Named(*row) if row else None
        return found

    def forget(self) -> None:
        """Read the database again at the next question."""
        with self._lock:
            self._tables.clear()

    def _table(self, name: str, read: Callable[[], _Table]) -> _Table:
        now = self._clock()
        with self._lock:
            at, table = self._tables.get(name, (None, _Table()))
            if at is None or now - at >= _FRESH:
                table = read()
                self._tables[name] = (now, table)
        return table


def _in_lexicon(name: str, key: str, kinds: Collection[str]) -> Named | None:
    terms = lexicon().by_slug
    named = (name.lower(), *tags_by_name().get(key, ()))
    slugs = [slug for slug in named if slug in terms]
    if "topic" in kinds or not slugs:
        slugs += book().part(_topics).get(key, ())
    fitting = [terms[slug] for slug in slugs if terms[slug].kind != "term"]
    fitting = [term for term in fitting if not kinds or term.kind in kinds]
    best = max(fitting, key=lambda term: term.weight, default=None)
    return Named(best.slug, best.name) if best else None


def _topics(source: Lexicon) -> dict[str, tuple[str, ...]]:
    """The words that are signs of a topic: who asks for the topic 黑客 means 安全事件."""
    topics: dict[str, tuple[str, ...]] = {}
    for term in source.terms:
        for key in {name_key(s.text) for s in term.surfaces} if term.kind == "topic" else ():
            topics[key] = (*topics.get(key, ()), term.slug)
    return topics


def _called(name: str) -> Q:
    name = _sendable(name)
    return Q(slug__iexact=name) | Q(name__iexact=name)


def _sendable(name: str) -> str:
    """The name without what no database takes: NUL, half surrogates; nothing is called so."""
    return name.replace("\0", "").encode("utf-8", "ignore").decode()


def _sources() -> _Table:
    table = _Table()
    for slug, name, credit in Source.objects.values_list("slug", "name", "credit")[:_MOST]:
        table.add("", Named(slug, name), _ways([slug, name, credit]))
    return table


def _tags() -> _Table:
    table = _Table()
    rows = Tag.objects.values_list("slug", "name", "kind", "ticker", "aliases").order_by("id")
    for slug, name, kind, ticker, aliases in rows[:_MOST]:
        others = (alias for alias in aliases if isinstance(alias, str))
        table.add(kind, Named(slug, name), iter((slug, name, ticker, *others)))
    return table


def _ways(names: list[str]) -> Iterator[str]:
    """The names, and the Chinese and the Latin part of those that have both."""
    for name in names:
        yield name
        if has_han(name) and has_latin(name):
            yield from (part for part in _PARTS.findall(name) if len(part.strip()) >= _SHORTEST)


HERE = KnownHere()


@receiver((post_save, post_delete), sender=Source)
@receiver((post_save, post_delete), sender=Tag)
def _changed(**_: object) -> None:
    """What this process changes it knows at once; other processes within a minute."""
    HERE.forget()
