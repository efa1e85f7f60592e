"""What a query means, as letters to look for in folded text. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Literal

from aggregator.language import find_addresses, fold, lexicon
from aggregator.language.lexicon import Surface
from aggregator.language.scripts import HAN, has_han
from aggregator.search.addresses import terms
from aggregator.search.grams import phrase
from aggregator.search.names import name_key, tags_by_name
from aggregator.search.query.query import Clause
from aggregator.search.query.words import Unit, Word, telling, units

# word: what was typed; other: another word for it; name: another name of a tag; part: of a word or
# of the words of one name, for texts that tell no more; phrase: an exact wording.
How = Literal["word", "other", "name", "part", "phrase"]
_SURE = 3  # a Chinese name so long stands in no other word by chance
_PIECE = re.compile(rf"(\s*)(?:([{HAN}])|(\d+(?:[.,]\d+)*)|([^\W\d_{HAN}]+)|(\S))")
_ATOM = re.compile(rf"[{HAN}]|\d+|[^\W\d_{HAN}]+")
_LETTER = rf"[^\W\d_{HAN}]"
_THOUSANDS = re.compile(r"(?<=\d)(?=(?:\d{3})+$)")


@dataclass(frozen=True, slots=True)
class Needle:
    """One way to write a unit of the query; `unit` is its number.

    text: folded, begins with the letter to look for; sure: Chinese that needs no cutting to be
    known for a word; slugs, surfaces: of a name; pattern: None where `text` is found as it is.
    """

    unit: int
    how: How
    text: str
    sure: bool = False
    slugs: tuple[str, ...] = ()
    surfaces: tuple[Surface, ...] = ()
    pattern: re.Pattern[str] | None = None

    def end(self, folded: str, place: int) -> int:
        """Where it ends if it stands at `place` of a folded text; else 0."""
        if self.pattern is None:
            return place + len(self.text) if folded.startswith(self.text, place) else 0
        match = self.pattern.match(folded, place)
        return match.end() if match else 0


@dataclass(frozen=True, slots=True)
class Sought:
    """All that a query looks for, by the numbers of its units.

    figures: digits of whole numbers (64000), which texts may write with powers of ten (6.4万);
    addresses: their terms.
    """

    needles: tuple[Needle, ...]
    figures: tuple[tuple[int, str], ...]
    addresses: tuple[tuple[int, frozenset[str]], ...]


def sought(clauses: Iterable[Clause]) -> Sought:
    """What wanted words, phrases, named days and addresses look for; the rest has no letters."""
    numbers = count()
    needles: list[Needle] = []
    figures: list[tuple[int, str]] = []
    addresses: list[tuple[int, frozenset[str]]] = []
    for clause in clauses:
        if clause.kind == "words":
            for unit in telling(units(clause.value)):
                number = next(numbers)
                needles += _of_unit(number, unit)
                figures += ((number, digits) for digits in _digits(unit))
        elif clause.kind in ("phrase", "day"):
            wording = clause.value if clause.kind == "phrase" else clause.label
            needles += _of_phrase(next(numbers), wording)
        elif clause.kind == "address":
            addresses.append((next(numbers), address_key(clause.value)))
    return Sought(tuple(needles), tuple(figures), tuple(addresses))


def address_key(written: str) -> frozenset[str]:
    """The terms of an address; of two writings of one address one has all of the other's."""
    told = next(iter(find_addresses(written)), None)
    return frozenset(terms(written, abbreviated=told is None or told.abbreviated))


def _of_unit(unit: int, meant: Unit) -> Iterator[Needle]:
    run = _joined(meant.words)
    whole = (run, *(other for word in meant.words[:1] for other in word.others))
    for text in whole if len(meant.words) == 1 else (run,):
        yield _needle(unit, "word", text, sure=bool(meant.slugs) and len(text) >= _SURE)
    for text in (*map(_joined, meant.spellings), *map(fold, meant.kin)):
        if not set(tags_by_name().get(name_key(text), ())).intersection(meant.slugs):
            yield _needle(unit, "other", text)
    yield from _names(unit, meant.slugs)
    parts = [word.text for word in meant.words if len(meant.words) > 1]
    parts += [part for word in meant.words for part in word.parts]
    for text in parts:
        if len(text) > 1:
            yield _needle(unit, "part", text)


def _digits(meant: Unit) -> Iterator[str]:
    for word in meant.words if len(meant.words) == 1 else ():
        yield from (text for text in (word.text, *word.others) if text.isdecimal())


def _joined(words: tuple[Word, ...]) -> str:
    return " ".join(word.text for word in words)


def _names(unit: int, slugs: tuple[str, ...]) -> Iterator[Needle]:
    """The names of the tags; the words of a topic are signs of it, not names for it."""
    known = lexicon().by_slug
    surfaces: dict[str, list[Surface]] = {}
    for term in (known[slug] for slug in slugs if slug in known):
        for surface in term.surfaces if term.kind not in ("topic", "term") else ():
            surfaces.setdefault(surface.folded, []).append(surface)
    for text, ways in surfaces.items():
        sure = len(text) >= _SURE
        yield _needle(unit, "name", text, sure=sure, slugs=slugs, surfaces=tuple(ways))


def _of_phrase(unit: int, wording: str) -> Iterator[Needle]:
    """The atoms of the wording in a row; a lone Chinese character is looked for as a word."""
    atoms = _ATOM.findall(fold(wording))
    if not phrase(wording):
        yield from (_needle(unit, "word", atom) for atom in atoms)
        return
    before, after = _edge(atoms[0], "<"), _edge(atoms[-1], "")
    pattern = re.compile(before + r"[\W_]*+".join(atoms) + after)
    yield Needle(unit, "phrase", "".join(atoms), pattern=pattern)


def _edge(atom: str, side: Literal["<", ""]) -> str:
    """That no atom runs on there."""
    if has_han(atom):
        return ""
    return rf"(?{side}!\d)" if atom.isdecimal() else rf"(?{side}!{_LETTER})"


def _needle(
    unit: int,
    how: How,
    text: str,
    *,
    sure: bool = False,
    slugs: tuple[str, ...] = (),
    surfaces: tuple[Surface, ...] = (),
) -> Needle:
    plain = all(char.isalpha() and has_han(char) for char in text)
    pattern = None if plain else re.compile(_spaced(text))
    return Needle(unit, how, text, sure, slugs, surfaces, pattern)


def _spaced(text: str) -> str:
    """A pattern for folded text that may be spaced otherwise: ERC-20, 71,000, 1.99 亿."""
    parts: list[str] = []
    last = ""
    for space, han, number, letters, mark in _PIECE.findall(text):
        kind = "han" if han else "mark" if mark else "latin"
        if parts:
            parts.append(_gap(last, kind, bool(space)))
        parts.append(han or _figure(number) or letters or _mark(mark))
        last = kind
    return "".join(parts)


def _gap(before: str, after: str, spaced: bool) -> str:
    if before == after == "latin":
        return r"[ _-]{0,2}" if spaced else "-?"
    return " ?" if spaced or before != after else ""


def _figure(number: str) -> str:
    """The figure with or without commas between its thousands; "" for none."""
    whole, point, rest = number.replace(",", "").partition(".")
    return _THOUSANDS.sub(",?", whole) + re.escape(point + rest)


def _mark(mark: str) -> str:
    return "-?" if mark == "-" else re.escape(mark)
