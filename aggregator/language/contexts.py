"""Whether a word that is many things means the name here: its neighbours decide."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from aggregator.language import rules
from aggregator.language.book import book
from aggregator.language.errors import LexiconError
from aggregator.language.folding import fold
from aggregator.language.lexicon import Lexicon

_SIDE = 16  # folded characters looked at on each side
_FILE = "contexts.tsv"


@dataclass(frozen=True, slots=True)
class _Neighbours:
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None


Contexts = Mapping[tuple[str, str], _Neighbours]  # (folded word, "is" or "not")


def compile_contexts(_source: Lexicon) -> Contexts:
    """The table of contexts as patterns. Raises `LexiconError` for a wrong row."""
    sides: dict[tuple[str, str], dict[str, list[str]]] = {}
    for line, row in rules.phrases(_FILE, "word", "verdict", "side", "patterns", "note"):
        word, verdict, side, patterns, _ = row
        if verdict not in ("is", "not") or side not in ("before", "after"):
            raise LexiconError(_FILE, line, "verdict is `is` or `not`, side `before` or `after`")
        both = sides.setdefault((fold(word), verdict), {})
        both.setdefault(side, []).extend(re.escape(fold(one)) for one in patterns.split("|"))
    return {
        key: _Neighbours(
            re.compile(f"(?:{'|'.join(both['before'])})$") if "before" in both else None,
            re.compile("|".join(both["after"])) if "after" in both else None,
        )
        for key, both in sides.items()
    }


def verdict(folded: str, start: int, end: int, ticker: bool) -> str:
    """What the table says of the word that stands there: "is", "not", or "" for nothing.

    The row of `*` speaks of every ticker: BNB Holdings is a company.
    """
    table = book().part(compile_contexts)
    word = folded[start:end]
    for key in ((word, "not"), ("*", "not") if ticker else (word, "not"), (word, "is")):
        neighbours, one = table.get(key), key[1]
        if neighbours is None:
            continue
        before, after = neighbours.before, neighbours.after
        if before and before.search(folded[max(0, start - _SIDE) : start]):
            return one
        if after and after.match(folded, end):
            return one
    return ""


_NEXT = re.compile(r" ([A-Z][A-Za-z0-9']*)")
_LAST = re.compile(r"([A-Z][A-Za-z0-9']*) $")


def compile_companions(_source: Lexicon) -> frozenset[str]:
    """Words that go with a name without making another one of it: Sky Protocol, Gate CEO."""
    return rules.words("companions.txt")


def within_a_longer_name(text: str, start: int, end: int) -> bool:
    """Whether capital words beside an everyday word make another name of it: Sky News."""
    after = _NEXT.match(text, end)
    before = _LAST.search(text[max(0, start - _SIDE) : start])
    companions = book().part(compile_companions)
    return any(
        word and word[1].casefold() not in companions and not word[1].isupper()
        for word in (before, after)
    )
