"""Which searches may be told to other readers: those made of words that the lexicon knows."""

from datetime import date
from itertools import pairwise

from aggregator.language import Lexicon, book
from aggregator.language.scripts import has_han
from aggregator.search.names import name_key
from aggregator.search.query.parse import parse
from aggregator.search.query.words import Unit, units

LONGEST = 20
_MOST_WORDS = 4


def in_known_words(text: str, today: date) -> str:
    """The search in the spelling of the lexicon, "" when anything else stands in it.

    So nothing that a reader made up is ever kept: no name of a private person, no number, no
    address. 大饼 stays 大饼, bTC becomes BTC; `today` reads the query (`query.parse`).
    """
    if len(text.strip()) > LONGEST:
        return ""
    clauses = parse(text, today).clauses
    if any(one.kind != "words" or one.negated or one.either for one in clauses):
        return ""
    found = [unit for one in clauses for unit in units(one.value)]
    words = [word for unit in found for word in _spelled(unit)]
    known = 0 < len(words) <= _MOST_WORDS and all(words)
    return _joined(words) if known else ""


def _spelled(unit: Unit) -> list[str]:
    """The unit as the lexicon writes it, "" for each word of it that the lexicon lacks."""
    spellings = book().part(_spellings)
    whole = spellings.get("".join(word.text for word in unit.words).lstrip("$"), "")
    return [whole] if whole else [spellings.get(word.text, "") for word in unit.words]


def _spellings(source: Lexicon) -> dict[str, str]:
    """Each name's key to the name, everyday terms of the trade included; main names first."""
    found: dict[str, str] = {}
    for term in source.terms:
        for surface in term.surfaces:
            found.setdefault(name_key(surface.text), surface.text)
    return found


def _joined(words: list[str]) -> str:
    """As it is written: no space between Chinese words, one around Latin ones."""
    gaps = ["" if has_han(a[-1]) and has_han(b[0]) else " " for a, b in pairwise(words)]
    return "".join(word + gap for word, gap in zip(words, [*gaps, ""], strict=True))
