"""Editors' rows as entries of the lexicon. The rules are those of the shipped files."""

import hashlib
import json
from collections.abc import Iterable, Sequence

from aggregator.language import Lexicon, Term
from aggregator.language.lexicon import Surface, claim, entry
from aggregator.language.merging import merge, rows_by_slug
from aggregator.words.models import Edition, Word

# slug, name, kind, aliases, ticker, weight, note, off: a word as a version keeps it.
Kept = Sequence[str]


def kept(word: Word) -> list[str]:
    """A word as a version keeps it."""
    fields = [word.slug, word.name, word.kind, "|".join(word.aliases), word.ticker]
    return [*fields, str(word.weight), word.note, "off" if word.off else ""]


def term_of(fields: Kept) -> Term:
    """The entry a word makes. Raises `EntryError`."""
    return entry([*fields[:7], "编辑"])


def laid_over(base: Lexicon, words: Iterable[Kept]) -> Lexicon:
    """The shipped lexicon with the words laid over it. Raises `EntryError`."""
    ordered = sorted(list(word) for word in words)
    own = [term_of(word) for word in ordered if word[7] != "off"]
    off = {word[0] for word in ordered if word[7] == "off"}
    mark = hashlib.sha256(json.dumps(ordered).encode()).hexdigest() if ordered else ""
    return merge(base, own, off, mark)


def check(word: Word, others: Lexicon) -> None:
    """Hold a word against every other entry in force. Raises `EntryError`.

    A word that is switched off claims nothing, but must be readable.
    """
    term = term_of(kept(word))
    if word.off:
        return
    owners: dict[str, list[tuple[Surface, str]]] = {}
    for other in others.terms:
        if other.slug != term.slug:
            claim(other, owners)
    claim(term, owners)


def correction(edition: Edition, slug: str) -> Word | None:
    """An unsaved word with what the shipped entry says; None when there is no such entry."""
    fields = rows_by_slug(edition.rows).get(slug)
    if fields is None:
        return None
    slug, name, kind, aliases, ticker, weight, note, _source = fields
    return Word(
        slug=slug,
        name=name,
        kind=kind,
        aliases=[alias for alias in aliases.split("|") if alias],
        ticker=ticker,
        weight=int(weight),
        note=note,
    )
