"""What to try when a search finds nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from aggregator.articles.models import Tag
from aggregator.search.asking import search
from aggregator.search.errors import BadQuery
from aggregator.search.facets import without_all
from aggregator.search.names import name_key, tags_by_name
from aggregator.search.query.filters import unknown_links
from aggregator.search.query.query import Clause, Query
from aggregator.site.search.finding import Wanted
from aggregator.site.search.narrowing import Way, href, is_sought

COUNTED = 3
NAMES = 5
_LONGEST_NAME = 20


@dataclass(frozen=True, slots=True)
class Advice:
    """fewer: the same search with a filter less, and how much that finds; names: tags that are
    written alike; said: what else there is to know."""

    fewer: tuple[Way, ...]
    names: tuple[Way, ...]
    said: tuple[str, ...]


def advice(wanted: Wanted, now: datetime) -> Advice:
    """At most three counts of the index, a query for names, two for each link.

    Raises `IndexUnavailable`.
    """
    query = wanted.query
    said = (*unknown_links(query), *_untold(query))
    return Advice(tuple(_fewer(wanted, now)), tuple(_names(query)), said)


def _untold(query: Query) -> Iterator[str]:
    """A sentence for an address that is all that was looked for."""
    if {one.kind for one in query.clauses if is_sought(one)} == {"address"}:
        yield _("还没有报道提到这个地址或这笔交易。")


def _fewer(wanted: Wanted, now: datetime) -> Iterator[Way]:
    query = wanted.query
    filters = [one for one in query.clauses if not is_sought(one)]
    tries: list[tuple[str, Sequence[Clause]]] = [
        (_("去掉“%s”") % one.label, (one,)) for one in filters
    ]
    if len(filters) > 1:
        tries.insert(0, (_("去掉全部条件"), filters))
    for name, gone in tries[:COUNTED]:
        wider = without_all(query, gone, timezone.localdate(now))
        if count := _count(wider, now):
            yield Way(name, href(wider.text, wanted.order), count=count)


def _count(query: Query, now: datetime) -> int:
    try:
        return search(query, limit=1, now=now).total
    except BadQuery:  # nothing is left to look up
        return 0


def _names(query: Query) -> Iterator[Way]:
    """Tags whose name one of the words could be a slip for."""
    slugs: dict[str, None] = {}
    for clause in query.clauses:
        if is_sought(clause):
            slugs |= dict.fromkeys(_alike(name_key(clause.value)))
    if not slugs:
        return
    # The words of a topic are signs of it, not ways to write its name.
    found = Tag.objects.filter(slug__in=list(slugs)[: COUNTED * NAMES])
    tags = {tag.slug: tag for tag in found.exclude(kind=Tag.Kind.TOPIC)}
    for slug in [slug for slug in slugs if slug in tags][:NAMES]:
        yield Way(tags[slug].name, href(tags[slug].name))


def _alike(word: str) -> Iterator[str]:
    """Slugs of names one letter away from a word, or that it begins; none for a name itself."""
    names = tags_by_name()
    if word in names or not 2 <= len(word) <= _LONGEST_NAME:
        return
    for name, slugs in names.items():
        if name.startswith(word) or _one_apart(name, word):
            yield from slugs


def _one_apart(one: str, other: str) -> bool:
    """Whether one letter more, less or different makes the one the other; of four and longer."""
    short, long = sorted((one, other), key=len)
    if len(short) < 3 or len(long) < 4 or len(long) - len(short) > 1:
        return False
    same = next(
        (n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short)
    )
    return short[same + (len(short) == len(long)) :] == long[same + 1 :]
