"""The marks of the query language in a text: quotes, operators, conditions, links. Pure."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from aggregator.language import fold
from aggregator.search.query.fields import NAMES
from aggregator.search.query.query import LONGEST

LONGEST_LINK = 2000
# What stands between words and is no part of any. In folded text; `,` may stand in a number.
GAP = r"\s\"“”「」『』|、;。!?()【】《》\[\]{}<>"
_VALUE = re.compile(rf"[^,{GAP}]+")
_CLOSING = {**dict.fromkeys('"“”', '"“”'), **dict.fromkeys("「『", "」』")}
_LINK = r"https?://[^\s\"“”「」『』<>、;。()【】《》]+"
_MARKS = re.compile(
    rf"""
    (?P<link>{_LINK})
    |(?P<quote>["“”「『])
    |(?P<or>\|+|(?<!\S)(?:or|或者?)(?!\S))
    |(?P<and>(?<!\S)and(?!\S))
    |(?P<not>(?<!\S)not(?!\S))
    |(?P<minus>(?<![^{GAP},])[-−](?![\s\-−])(?!\d[\d.,]*\ ?%))
    |(?P<field>(?:(?<![^{GAP},])|(?<=[{GAP},][-−])|(?<=^[-−]))(?P<name>{"|".join(sorted(NAMES, key=len, reverse=True))}):)
    """,
    re.VERBOSE,
)
_LOUD = {"or": ("OR", "或", "或者"), "and": ("AND",), "not": ("NOT",)}
_AT_LINK = re.compile(_LINK)
_UNTYPED = frozenset(("Cc", "Cs", "Co", "Cn"))

MarkKind = Literal["link", "phrase", "or", "not", "minus", "field", "text"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands at `start:end`. `inner` is the wording of a phrase, or the value of a field.

    `name` is that of a field. "text" is anything between the marks.
    """

    kind: MarkKind
    start: int
    end: int
    inner: tuple[int, int] = (0, 0)
    name: str = ""


def clean(text: str) -> tuple[str, bool]:
    """The part of a text that is looked at, and whether it was longer.

    Control characters and half surrogates, which neither databases nor addresses take, are
    spaces. A link may run on beyond the limit.
    """
    head = text[: LONGEST_LINK + LONGEST]
    spaced = "".join(" " if unicodedata.category(char) in _UNTYPED else char for char in head)
    spaced = spaced.rstrip()
    limit = LONGEST
    for link in _AT_LINK.finditer(plain(spaced)):
        if link.start() < LONGEST < link.end():
            limit = min(link.end(), LONGEST_LINK)
    return spaced[:limit].rstrip(), len(spaced) > limit


def plain(text: str) -> str:
    """The folded text, character by character, so that every place stays where it is."""
    return "".join(_image(char) for char in text)


@lru_cache(maxsize=5000)
def _image(char: str) -> str:
    image = fold(char)
    return image if len(image) == 1 else char


def marks(text: str) -> Iterator[Mark]:
    """The marks of a text that `clean` gave, in order, and the stretches between them."""
    folded = plain(text)
    place = free = 0
    while found := _MARKS.search(folded, free):
        mark = _mark(found, text, folded)
        if mark is None:
            free = found.end()
            continue
        if place < found.start():
            yield Mark("text", place, found.start())
        if mark.kind != "text":
            yield mark
        place = free = mark.end
    if place < len(text):
        yield Mark("text", place, len(text))


def _mark(found: re.Match[str], text: str, folded: str) -> Mark | None:
    """The mark that was found; a "text" one for what means nothing, None for a mere word."""
    start, end = found.span()
    kind = found.lastgroup if found.lastgroup != "name" else "field"
    if kind == "quote":
        return _phrase(folded, start)
    if kind == "link":
        return Mark("link", start, start + len(found.group().rstrip(".,:!?'")))
    if kind == "field":
        inner = _value(folded, end)
        return Mark("field", start, inner[2], inner[:2], NAMES[found["name"]])
    if kind in _LOUD and "|" not in found.group():
        said = unicodedata.normalize("NFKC", text[start:end])
        if said not in _LOUD[kind] or text.strip() == "NOT":  # a coin, when it is all there is
            return None
    if kind == "or":
        return Mark("or", start, end)
    if kind == "not":
        return Mark("not", start, end)
    return Mark("minus" if kind == "minus" else "text", start, end)


def _phrase(folded: str, start: int) -> Mark:
    """A quotation; a quote that nothing closes means nothing."""
    end = _closing(folded, start)
    if end is None:
        return Mark("text", start, start + 1)
    return Mark("phrase", start, end + 1, (start + 1, end))


def _closing(folded: str, start: int) -> int | None:
    closers = _CLOSING[folded[start]]
    return next((i for i in range(start + 1, len(folded)) if folded[i] in closers), None)


def _value(folded: str, start: int) -> tuple[int, int, int]:
    """Where the value behind the colon begins and ends, and where the field does."""
    if start < len(folded) and folded[start] in _CLOSING:
        end = _closing(folded, start)
        if end is not None:
            return start + 1, end, end + 1
    found = _VALUE.match(folded, start)
    return (start, found.end(), found.end()) if found else (start, start, start)
