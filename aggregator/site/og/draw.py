"""A card as a PNG, on paper and in ink."""

from io import BytesIO
from threading import Lock

from PIL import Image, ImageDraw

from aggregator.site.og import strokes, typeset
from aggregator.site.og.card import SIZE, Card

# The colours of the light theme (tokens.css).
PAPER = "#f8f7f3"
INK = "#14181a"
SOFT = "#42484b"
FAINT = "#62686a"
LINE = "#dcd8cd"
CINNABAR = "#b5281a"
ON_CINNABAR = "#fdfbf6"

_EDGE = 80
_INNER = SIZE[0] - 2 * _EDGE
_COLOURS = 64
# FreeType's faces are no place for two threads at once.
_lock = Lock()


def png(card: Card) -> bytes:
    """The picture of a card, 1200 by 630."""
    with _lock:
        picture = _drawn(card)
    out = BytesIO()
    flat = picture.quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    flat.save(out, "PNG")
    return out.getvalue()


def _drawn(card: Card) -> Image.Image:
    picture = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(picture)
    logo = strokes.mask("logo", 60)
    picture.paste(INK, (_EDGE, 64), logo)
    if card.kicker:
        kicker = typeset.drawable(card.kicker)
        pen.text((SIZE[0] - _EDGE, 94), kicker, FAINT, typeset.sans(30), anchor="rm")
    pen.line([(_EDGE, 156), (SIZE[0] - _EDGE, 156)], INK, 2)
    _title(pen, card.title)
    pen.line([(_EDGE, 524), (SIZE[0] - _EDGE, 524)], LINE, 2)
    _foot(pen, card)
    return picture


def _title(pen: ImageDraw.ImageDraw, title: str) -> None:
    setting, lines = typeset.fitted(title, _INNER)
    # In the middle of its room when it is short, from the top when it is long.
    top = 340 - setting.leading * len(lines) / 2
    for n, line in enumerate(lines):
        middle = top + setting.leading * (n + 0.5)
        place = (_EDGE, middle)
        pen.text(place, line, INK, typeset.serif(setting.size), anchor="lm", stroke_width=0.7)


def _foot(pen: ImageDraw.ImageDraw, card: Card) -> None:
    left, font = _EDGE, typeset.sans(30)
    if card.important:
        pen.rectangle([(left, 545), (left + 76, 589)], CINNABAR)
        pen.text((left + 38, 567), "重要", ON_CINNABAR, typeset.sans(28), anchor="mm")
        left += 100
    foot = typeset.drawable(card.foot)
    room = SIZE[0] - _EDGE - left
    pen.text((left, 567), typeset.shortened(foot, room, font.getlength), SOFT, font, anchor="lm")
