"""Editors' rows as entries of the lexicon. The rules are those of the shipped files."""

import hashlib
import json
from collections.abc import Iterable, Sequence

from aggregator.language import EntryError, Lexicon, Term
from aggregator.language.dictionary import dictionary
from aggregator.language.lexicon import Surface, claim, entry
from aggregator.language.merging import merge, rows_by_slug
from aggregator.language.scripts import has_han
from aggregator.language.summary import STOPWORDS
from aggregator.words.models import Edition, Word

# Kinds that are meant as everyday words.
_WORDS = frozenset({"term", "topic", "region"})
# How often a word stands in the 60 million of jieba's corpus before it is an everyday one.
_COMMON = 1000
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

    A word that is switched off claims nothing, but must be readable. What it would find nearly
    everywhere is refused: a single character, or an everyday word without a mark.
    """
    term = term_of(kept(word))
    if word.off:
        return
    held = others.by_slug.get(term.slug)
    known = {surface.folded for surface in held.surfaces} if held else set()
    for place, surface in enumerate(term.surfaces):
        field = "ticker" if surface.ticker else "aliases" if place else "name"
        if surface.folded not in known:
            _check_reach(field, surface, everyday=term.kind not in _WORDS)
    owners: dict[str, list[tuple[Surface, str]]] = {}
    for other in others.terms:
        if other.slug != term.slug:
            claim(other, owners)
    claim(term, owners)


def _check_reach(field: str, surface: Surface, *, everyday: bool) -> None:
    marked = surface.ambiguous or surface.exact or surface.phrase
    if sum(char.isalnum() for char in surface.folded) < 2 and not (surface.ticker and marked):
        raise EntryError(field, "short", f"{surface.text!r} is a single character", surface.text)
    if marked or surface.ticker or not everyday or not has_han(surface.folded):
        return
    cutter = dictionary().cutter
    common = cutter.has_word(surface.folded) and cutter.suggest_freq(surface.folded) >= _COMMON
    if common or surface.folded in STOPWORDS:
        raise EntryError(field, "common", f"{surface.text!r} is an everyday word", surface.text)


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
