"""A headline in lines: broken at words, as large as it fits."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from PIL import ImageFont
from pylopdf_fonts_zh_cn import sans_path, serif_path

from aggregator import language

ELLIPSIS = "…"
_MEASURED = 100  # the size that widths are taken at
_CLOSING = set("，。、；：？！）》】」』”’%…,.;:?!)]}")
_OPENING = set("（《【「『“‘([{$")

Measure = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Setting:
    """A size of type in pixels, how far its lines are apart, and how many there is room for."""

    size: int
    leading: int
    most: int


# From the largest; the last is used for whatever does not fit, and cut.
SETTINGS = (
    Setting(100, 140, 1),
    Setting(72, 102, 2),
    Setting(64, 90, 3),
    Setting(54, 76, 4),
    Setting(46, 66, 4),
)
_LONGEST = 250  # more characters than the smallest type has room for


@lru_cache(maxsize=16)
def serif(size: int) -> ImageFont.FreeTypeFont:
    """The face of headlines."""
    return ImageFont.truetype(str(serif_path()), size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=16)
def sans(size: int) -> ImageFont.FreeTypeFont:
    """The face of everything else."""
    return ImageFont.truetype(str(sans_path()), size, layout_engine=ImageFont.Layout.BASIC)


def drawable(text: str) -> str:
    """The text without what the faces cannot draw: controls, marks of direction, emoji."""
    return " ".join("".join(filter(_has_shape, unicodedata.normalize("NFC", text))).split())


def fitted(text: str, width: int) -> tuple[Setting, list[str]]:
    """The largest setting that holds the text, and its lines; the last line is cut where none does."""
    pieces = unbroken(language.phrases(drawable(text)[:_LONGEST]))
    for setting in SETTINGS:
        broken = lines(pieces, width / setting.size, ems)
        if len(broken) <= setting.most:
            return setting, broken
    kept = broken[: setting.most]
    kept[-1] = shortened(kept[-1] + ELLIPSIS * 2, width / setting.size, ems)
    return setting, kept


@lru_cache(maxsize=8192)
def ems(text: str) -> float:
    """How wide the face of headlines sets a text, in its own size."""
    return serif(_MEASURED).getlength(text) / _MEASURED


def unbroken(words: Sequence[str]) -> list[str]:
    """The words, with the marks that no line may begin or end with held to their neighbours."""
    made: list[str] = []
    for word in words:
        closes = word[:1] in _CLOSING
        if made and (closes or made[-1][-1:] in _OPENING):
            made[-1] += word
        else:
            made.append(word)
    return made


def lines(pieces: Sequence[str], width: float, measure: Measure) -> list[str]:
    """The pieces in lines no wider than `width`; a piece that is wider alone is cut anywhere."""
    made, used = [""], 0.0
    for piece in pieces:
        if used + measure(piece.rstrip()) <= width:
            made[-1], used = made[-1] + piece, used + measure(piece)
        elif measure(piece.strip()) <= width:
            made.append(piece.lstrip())
            used = measure(made[-1])
        else:
            for char in piece:
                if used + measure(char) > width:
                    made.append("")
                    used = 0.0
                made[-1], used = made[-1] + char, used + measure(char)
    return [line.rstrip() for line in made if line.strip()]


def shortened(text: str, width: float, measure: Measure) -> str:
    """The text if it fits, else its beginning and an ellipsis."""
    if measure(text) <= width and not text.endswith(ELLIPSIS * 2):
        return text
    text = text.rstrip(ELLIPSIS)
    while text and measure(text + ELLIPSIS) > width:
        text = text[:-1]
    return text + ELLIPSIS


@lru_cache(maxsize=8192)
def _has_shape(char: str) -> bool:
    if char.isspace():
        return True
    if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn"}:
        return False
    return bytes(serif(32).getmask(char)) != _missing()


@lru_cache(maxsize=1)
def _missing() -> bytes:
    """What the face draws for a character that it does not have."""
    return bytes(serif(32).getmask("\U0010fffe"))
