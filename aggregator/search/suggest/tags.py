"""The tags that readers are offered: those of the lexicon in force, and rows that differ."""

from collections.abc import Iterable
from heapq import nlargest

from aggregator.articles.models import Tag
from aggregator.language import Lexicon, Term, book, lexicon
from aggregator.search.engines.current import current
from aggregator.search.plan import Flat
from aggregator.search.plan import Term as Value
from aggregator.search.suggest.table import Entry, Match, Table, ranked

# What an editor's tag weighs, or that of a person or house whom only the articles name.
_WEIGHT = 30
# Rows beside the lexicon, the newest: names that articles bring grow without end.
_OWN = 20_000
# Counts that are kept up to date: of the weightiest tags, and in all.
_HEAVY = 100
_COUNTED = 400


def shipped_table() -> Table:
    """The tags of the lexicon in force; built once a book, a third of a second."""
    return book().part(_table)


def own_entries() -> tuple[Entry, ...]:
    """The rows that the lexicon does not know, or that editors named otherwise: one query."""
    terms = lexicon().by_slug
    rows = Tag.objects.order_by("-pk").values_list("slug", "name", "kind", "ticker", "aliases")
    found: list[Entry] = []
    for slug, name, kind, ticker, aliases in rows.iterator():
        term = terms.get(slug)
        if term is None or (term.name, term.ticker) != (name, ticker):
            weight = _WEIGHT if term is None else term.weight
            names = tuple(alias for alias in aliases if isinstance(alias, str))
            found.append(Entry(slug, name, kind, ticker, names, weight))
            if len(found) == _OWN:
                break
    return tuple(found)


def find(typed: str, own: Table, carried: frozenset[str] | None, limit: int) -> list[Match]:
    """The tags that what was typed may mean, the likeliest first. Rows go before the lexicon."""
    shipped = (one for one in shipped_table().find(typed) if one.entry.slug not in own.by_slug)
    return ranked([*own.find(typed), *shipped], carried, limit)


def entries(slugs: Iterable[str], own: Table) -> list[Entry]:
    """The entries of these slugs, in their order, as far as there are any."""
    shipped = shipped_table().by_slug
    found = (own.by_slug.get(slug) or shipped.get(slug) for slug in slugs)
    return [entry for entry in found if entry is not None]


class Counts:
    """How many articles carry a tag, as the index says; kept until `renew`."""

    def __init__(self) -> None:
        self._held: dict[str, int] = {}

    def of(self, slug: str) -> int:
        """The number of articles; looked up at first. Raises `IndexUnavailable`."""
        held = self._held.pop(slug, None)
        count = _count(slug) if held is None else held
        self._held[slug] = count  # those asked for last stand last
        return count

    def renew(self) -> None:
        """Count anew what was asked for of late and what weighs most. Raises `IndexUnavailable`.

        To count 比特币 takes 15 ms in two million documents: no reader is to be the first.
        """
        entries = shipped_table().entries
        heavy = nlargest(_HEAVY, entries, key=lambda entry: entry.weight)
        wanted = dict.fromkeys([*(entry.slug for entry in heavy), *self._held])
        self._held = {slug: _count(slug) for slug in list(wanted)[-_COUNTED:]}

    def clear(self) -> None:
        """Know nothing."""
        self._held = {}


def _count(slug: str) -> int:
    return current().find(Flat(Value("tags", slug), 0.0), limit=1).total or 0


def _table(source: Lexicon) -> Table:
    return Table(_entry(term) for term in source.terms if term.kind != "term")


def _entry(term: Term) -> Entry:
    texts = (surface.text for surface in term.surfaces)
    names = tuple(text for text in texts if text not in (term.name, term.ticker))
    return Entry(term.slug, term.name, term.kind, term.ticker, names, term.weight)
