"""Names written with look-alike letters: Вinance with a Cyrillic В, USDТ, binаnce.com.

They are flagged and never taken for the real name: folding leaves these letters as they are.
The table holds letters that Unicode's security report (TR39) maps to a Latin one.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from aggregator.language.book import book
from aggregator.language.folding import fold
from aggregator.language.lexicon import Lexicon

_CYRILLIC = dict(
    zip("АВЕЅІЈКМНОРСТУХаеѕіјорсухԁԛԝһӏԌҮүѵ", "ABESIJKMHOPCTYXaesijopcyxdqwhlGYyv", strict=True)
)
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧανορυιγ", "ABEZHIKMNOPTYXavopuiy", strict=True))
_OTHERS = dict(zip("ɑɡıοօսոցһᴏᴄᴠᴡᴢꓐꓖꓳꓢꓔᎪᏴᏟᎬᎻᏀᎡᎢ", "agioounghocvwzBGOSTABCEHGRT", strict=True))
_TABLE = str.maketrans(_GREEK | _OTHERS | _CYRILLIC)
_ALIKE = re.compile("[" + "".join(map(chr, _TABLE)) + "\u00c0-\u024f\u1e00-\u1eff]")
_WORD = re.compile(r"[^\W_\u2e80-\u9fff\uac00-\ud7a3]+(?:[.-][^\W_\u2e80-\u9fff\uac00-\ud7a3]+)*")
_PUNYCODE = re.compile(r"(?<![\w-])xn--[a-z0-9-]{1,59}", re.IGNORECASE)
_SHORTEST = 3  # a skeleton shorter than this imitates nothing for sure
_LONGEST = 80
_MOST = 50


@dataclass(frozen=True, slots=True)
class Homoglyph:
    """A look-alike at `text[start:end]`; `skeleton` is what it looks like.

    `imitates` is the slug of the entry that it looks like, "" for none in particular.
    """

    kind: Literal["name", "domain"]
    text: str
    start: int
    end: int
    skeleton: str
    imitates: str


def compile_names(source: Lexicon) -> dict[str, str]:
    """Folded Latin names and tickers with the slug they belong to; words of the trade left out."""
    named = (term for term in source.terms if term.kind not in ("term", "topic"))
    return {
        surface.folded: term.slug
        for term in named
        for surface in term.surfaces
        if surface.text.isascii() and len(surface.text) >= _SHORTEST
    }


def find_homoglyphs(text: str) -> list[Homoglyph]:
    """Words that mix look-alikes into Latin, or look like a known name; at most 50."""
    found: list[Homoglyph] = []
    if _ALIKE.search(text):
        words = (_judge(match) for match in _WORD.finditer(text))
        found.extend(one for one in words if one)
    if "xn--" in text.lower():
        domains = (_domain(match) for match in _PUNYCODE.finditer(text))
        found.extend(one for one in domains if one)
    return sorted(found, key=lambda one: one.start)[:_MOST]


def _judge(match: re.Match[str]) -> Homoglyph | None:
    word = match.group()
    if word.isascii() or len(word) > _LONGEST or not _ALIKE.search(word):
        return None
    skeleton = _skeleton(word)
    if skeleton is None or len(skeleton) < _SHORTEST:
        return None
    imitates = _imitated(skeleton)
    mixed = any(c.isascii() and c.isalpha() for c in word) and any(ord(c) in _TABLE for c in word)
    if not imitates and not (mixed and sum(c.isascii() for c in word) >= 2):
        return None
    kind: Literal["name", "domain"] = "domain" if "." in word else "name"
    return Homoglyph(kind, word, *match.span(), skeleton, imitates)


def _domain(match: re.Match[str]) -> Homoglyph | None:
    """A label in Punycode that spells a look-alike; one in Chinese is an honest name."""
    try:
        label = match.group()[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return None
    skeleton = _skeleton(label)
    if skeleton is None or len(skeleton) < _SHORTEST or label.isascii():
        return None
    return Homoglyph("domain", match.group(), *match.span(), skeleton, _imitated(skeleton))


def _skeleton(word: str) -> str | None:
    """What a word looks like in plain Latin letters; None when it looks like none."""
    bare = unicodedata.normalize("NFD", word.translate(_TABLE))
    bare = "".join(char for char in bare if not unicodedata.combining(char)).translate(_TABLE)
    return bare if bare.isascii() else None


def _imitated(skeleton: str) -> str:
    """The slug of the entry that a skeleton spells, whole or as a label of a domain."""
    names = book().part(compile_names)
    whole = fold(skeleton)
    for name in (whole, *re.split(r"[.-]", whole)):
        if name in names:
            return names[name]
    return ""
