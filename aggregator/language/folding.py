"""Folding: one form for texts that differ only in width, case, script variant or invisible marks.

The form is built character by character, never by phrase, so that the fold of a slice is the
slice of the fold and every token knows where it stood in the original text.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from aggregator.language.variants import converter

# Simplified text uses these too; mapped alone they would spoil 哪吒 and 乾坤.
_KEPT = frozenset("乾吒")
# Marks that join with the character before them (UAX 15). Thirty at most join, as in its
# stream-safe form: sorting an endless pile of accents takes quadratic time.
_MARKS = "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u1160-\u11ff"
_MARKS += "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f"
_MARK = re.compile(f"[{_MARKS}]")
_CLUSTER = re.compile(f".[{_MARKS}]{{0,30}}", re.DOTALL)


def _image(char: str) -> str:
    """What one character (or one character with its marks) becomes."""
    category = unicodedata.category(char[0])
    if category == "Cf" or "\ufe00" <= char[0] <= "\ufe0f":
        return "".join(_image(mark) for mark in char[1:])
    if category == "Cs":
        return "\ufffd" + char[1:]
    if category == "Cc":
        return " " + char[1:]
    folded = char
    for _ in range(2):  # case folding can undo a composition, so both run twice
        folded = unicodedata.normalize("NFKC", folded).casefold()
    return "".join(c if c in _KEPT or c < "\u2e80" else converter("t2s").convert(c) for c in folded)


class _Table(dict[int, str]):
    """A translate table that learns each character when it first meets it."""

    def __init__(self) -> None:
        super().__init__()
        self.uneven: set[str] = set()

    def __missing__(self, code: int) -> str:
        char = chr(code)
        image = _image(char)
        if len(image) != 1:
            self.uneven.add(char)
        if code < 0x10000:
            self[code] = image
        return image


_TABLE = _Table()


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and the way back: character i came from `original[starts[i]:ends[i]]`."""

    text: str
    starts: Sequence[int] | None = None
    ends: Sequence[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original offsets of a non-empty slice of the folded text."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def folding(text: str) -> Folded:
    """Fold `text` and keep the offsets (code points). Linear time."""
    folded = text.translate(_TABLE)
    if _TABLE.uneven.isdisjoint(text) and _MARK.search(text) is None:
        return Folded(folded)
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        part = cluster.group()
        image = _TABLE[ord(part)] if len(part) == 1 else _image(part)
        pieces.append(image)
        starts.extend([cluster.start()] * len(image))
        ends.extend([cluster.end()] * len(image))
    return Folded("".join(pieces), starts, ends)


def fold(text: str) -> str:
    """The form for comparing: NFKC, Simplified, case folded, no zero-width or bidi marks."""
    return folding(text).text
