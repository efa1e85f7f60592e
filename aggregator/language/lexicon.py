"""The lexicon: the names and words of this trade, from reviewed TSV files.

Columns: slug, name, kind, aliases (`|` between), ticker, weight (0-100), note, source.
A name or alias that opens with `~` is also an everyday word: it counts only beside other
evidence (see `mentions`); a ticker may open with it too. One that opens with `=` must stand
in exactly that case. One that opens with `/` is a phrase: it names the entry but is cut into
its words (韩国 | 央行).
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import Literal, get_args

from aggregator.language.errors import EntryError, LexiconError
from aggregator.language.folding import fold
from aggregator.language.rules import fingerprint_of_rules

Kind = Literal[
    "coin",
    "exchange",
    "project",
    "company",
    "regulator",
    "person",
    "topic",
    "region",
    "term",
]
KINDS: frozenset[str] = frozenset(get_args(Kind))
FOLDER = Path(__file__).parent / "data"
HEADER = "slug\tname\tkind\taliases\tticker\tweight\tnote\tsource"
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MARKS = "~=/"
_TICKER = re.compile(r"[~=]?[A-Z0-9]{1,12}")


@dataclass(frozen=True, slots=True)
class Term:
    """One entry. `weight` (0-100) says how much it matters that news is about this."""

    slug: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    ticker: str
    weight: int
    note: str
    surfaces: tuple["Surface", ...] = ()


@dataclass(frozen=True, slots=True)
class Surface:
    """One way to write a term: its text, how it must be matched, whether it is one word."""

    text: str
    folded: str
    ambiguous: bool
    exact: bool
    ticker: bool
    phrase: bool

    @property
    def cased(self) -> bool:
        """Whether only this very case counts."""
        return self.exact or self.ticker


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All terms, in file order. `off` is what an editor wants recognised as nothing, folded."""

    terms: tuple[Term, ...]
    by_slug: MappingProxyType[str, Term]
    version: str
    off: frozenset[str] = frozenset()


def _surface(text: str, ticker: bool = False) -> Surface:
    mark, bare = text[:1], text.lstrip(_MARKS)
    return Surface(bare, fold(bare), mark == "~", mark == "=", ticker, mark == "/")


def entry(fields: Sequence[str]) -> Term:
    """Read the eight columns of one entry. Raises `EntryError`."""
    slug, name, kind, aliases_field, ticker, weight, note, _source = fields
    aliases = tuple(alias for alias in aliases_field.split("|") if alias)
    if not _SLUG.fullmatch(slug):
        problem = f"slug {slug!r} must be a-z, 0-9 and single hyphens"
        raise EntryError("slug", "shape", problem, slug)
    if kind not in KINDS:
        problem = f"kind {kind!r} is none of {', '.join(sorted(KINDS))}"
        raise EntryError("kind", "unknown", problem, kind)
    if ticker and not _TICKER.fullmatch(ticker):
        problem = f"ticker {ticker!r} must be A-Z and 0-9, at most 12"
        raise EntryError("ticker", "shape", problem, ticker)
    if not re.fullmatch(r"[0-9]{1,2}|100", weight):
        problem = f"weight {weight!r} must be a whole number from 0 to 100"
        raise EntryError("weight", "range", problem, weight)
    surfaces = [_surface(word) for word in (name, *aliases)]
    for place, surface in enumerate(surfaces):
        if not surface.folded.strip() or surface.text != surface.text.strip():
            problem = "a name or alias is empty or has spaces at its ends"
            raise EntryError("aliases" if place else "name", "empty", problem, surface.text)
    if ticker:
        surfaces = [s for s in surfaces if s.text != ticker.lstrip(_MARKS)]
        surfaces.append(_surface(ticker, ticker=True))
    plain = tuple(alias.lstrip(_MARKS) for alias in aliases)
    bare = ticker.lstrip(_MARKS)
    return Term(slug, name.lstrip(_MARKS), kind, plain, bare, int(weight), note, tuple(surfaces))


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise LexiconError(path.name, 1, f"not UTF-8 ({error.reason}); save it as UTF-8") from error
    rows = text.split("\n")
    if rows[0] != HEADER:
        raise LexiconError(path.name, 1, "the first line must name the eight columns")
    for number, row in enumerate(rows[1:], start=2):
        if not row or row.startswith("#"):
            continue
        fields = row.split("\t")
        if len(fields) != 8:
            raise LexiconError(path.name, number, f"{len(fields)} columns where 8 belong")
        yield number, fields


def disputed(surface: Surface, rival: Surface) -> bool:
    """Two terms may share letters only when case alone tells them apart (Aave, AAVE)."""
    return not (surface.cased and rival.cased and surface.text != rival.text)


def claim(term: Term, owners: dict[str, list[tuple[Surface, str]]]) -> None:
    """Enter a term's surfaces under their folded text. Raises `EntryError` when one is taken."""
    for surface in term.surfaces:
        rivals = owners.setdefault(surface.folded, [])
        for rival, slug in rivals:
            if slug != term.slug and disputed(surface, rival):
                problem = f"{surface.text!r} already belongs to {slug}; keep it in one of them"
                raise EntryError(_column(term, surface), "taken", problem, surface.text, slug)
        rivals.append((surface, term.slug))


def _column(term: Term, surface: Surface) -> str:
    if surface.ticker:
        return "ticker"
    return "name" if surface.text == term.name else "aliases"


def load(paths: Iterable[Path]) -> Lexicon:
    """Read and check lexicon files. Raises `LexiconError` for the first line that is wrong."""
    by_slug: dict[str, Term] = {}
    owners: dict[str, list[tuple[Surface, str]]] = {}
    digest = hashlib.sha256(f"rjieba {version('rjieba')}".encode() + fingerprint_of_rules())
    for path in paths:
        digest.update(path.read_bytes())
        for line, fields in _lines(path):
            try:
                term = entry(fields)
                claim(term, owners)
            except EntryError as error:
                raise LexiconError(path.name, line, str(error)) from error
            if term.slug in by_slug:
                raise LexiconError(path.name, line, f"slug {term.slug!r} is used twice")
            by_slug[term.slug] = term
    terms = tuple(by_slug.values())
    return Lexicon(terms, MappingProxyType(by_slug), digest.hexdigest()[:16])
