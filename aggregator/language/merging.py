"""The shipped lexicon with the editors' entries laid over it, and a shipped edition kept as text."""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from types import MappingProxyType

from aggregator.language.errors import LexiconError
from aggregator.language.lexicon import (
    FOLDER,
    HEADER,
    Lexicon,
    Surface,
    Term,
    claim,
    disputed,
    entry,
)


def merge(base: Lexicon, own: Sequence[Term], off: Collection[str], mark: str) -> Lexicon:
    """Lay `own` terms over `base`; those named in `off` are left out.

    An own term replaces the one with its slug. A way of writing that an own term claims is taken
    from the base: editors win, so that an upgrade which claims it too cannot stop the desk.
    `mark` stands for what was laid over and makes the version; "" leaves the base's own.
    Raises `EntryError` when two own terms claim one thing.
    """
    owners: dict[str, list[tuple[Surface, str]]] = {}
    for term in own:
        claim(term, owners)
    fresh = {term.slug: term for term in own}
    terms = [
        fresh.pop(term.slug) if term.slug in fresh else _yielding(term, owners)
        for term in base.terms
        if term.slug not in off
    ]
    terms += [term for slug, term in fresh.items() if slug not in off]
    by_slug = MappingProxyType({term.slug: term for term in terms})
    digest = hashlib.sha256(f"{base.version} {mark}".encode()).hexdigest()[:16]
    version = digest if mark else base.version
    gone = (term for term in (*base.terms, *own) if term.slug in off)
    silent = frozenset(surface.folded for term in gone for surface in term.surfaces)
    return replace(base, terms=tuple(terms), by_slug=by_slug, version=version, off=silent)


def _yielding(term: Term, owners: dict[str, list[tuple[Surface, str]]]) -> Term:
    """The term without what an own term claims."""
    lost = {
        surface
        for surface in term.surfaces
        for rival, _ in owners.get(surface.folded, ())
        if disputed(surface, rival)
    }
    if not lost:
        return term
    texts = {surface.text for surface in lost}
    return replace(
        term,
        aliases=tuple(alias for alias in term.aliases if alias not in texts),
        ticker="" if term.ticker in texts else term.ticker,
        surfaces=tuple(surface for surface in term.surfaces if surface not in lost),
    )


def edition() -> str:
    """The rows of the shipped files, one below the other, to be kept beyond the next release."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.tsv")))
    rows = (row for text in texts for row in text.split("\n")[1:])
    return "\n".join(row for row in rows if row and not row.startswith("#"))


def read_edition(text: str, version: str) -> Lexicon:
    """The lexicon of an earlier `edition`. Raises `LexiconError`."""
    by_slug = {term.slug: term for term in _entries(text.split("\n"))}
    return Lexicon(tuple(by_slug.values()), MappingProxyType(by_slug), version)


def _entries(rows: Iterable[str]) -> Iterable[Term]:
    width = HEADER.count("\t") + 1
    for number, row in enumerate(rows, start=1):
        fields = row.split("\t")
        if len(fields) != width:
            raise LexiconError("edition", number, f"{len(fields)} columns where {width} belong")
        yield entry(fields)


def rows_by_slug(text: str) -> dict[str, list[str]]:
    """The columns of each row of an `edition`, marks and all, under its slug."""
    rows = (row.split("\t") for row in text.split("\n") if row)
    return {fields[0]: fields for fields in rows}
