"""The coarse cut over the whole text, as it is printed."""

from collections.abc import Iterator
from itertools import pairwise

from aggregator.language.folding import fold, folding
from aggregator.language.segment import Piece, pieces

_OPENING = frozenset("「『《〈（([{【〔“‘$¥€£#@＄￥")
_CLOSING = frozenset("」』》〉）)]}】〕”’，。、；：？！,.;:?!%％…—·/／~～-+")
_MONEY = ("美元", "美金", "元", "港元", "日元", "韩元", "欧元", "英镑", "卢比", "人民币")
_COINS = ("usdt", "usdc", "usd", "btc", "eth", "sol", "xrp", "bnb")
_COUNTS = ("枚", "个", "张", "倍", "桶", "吨", "盎司", "家", "名", "人", "位", "次", "笔", "基点")
_TIMES = ("年", "个月", "周", "天", "日", "小时", "分钟", "秒")
_UNITS = frozenset((*_MONEY, *_COINS, *_COUNTS, *_TIMES))
_OF_COINS = frozenset(("枚", "个"))
_ABOUT = frozenset("约近超逾仅达")  # no line ends with these
_TICKER = 8  # letters: a longer name may stand in a line of its own


def cut(text: str) -> list[str]:
    """Every word and every mark between words, in order; joined they give `text`."""
    return [part for part, _ in _cut(text)]


def _cut(text: str) -> Iterator[tuple[str, Piece | None]]:
    folded = folding(text)
    place = 0
    for piece in pieces(folded.text):
        start, end = folded.span(piece.start, piece.end)
        if start < place:  # two words out of one character (½): print it once
            if end <= place:
                continue
            start = place
        yield from ((char, None) for char in text[place:start])
        yield text[start:end], piece
        place = end
    yield from ((char, None) for char in text[place:])


def words(text: str) -> list[str]:
    """Where a headline may break: between these parts. Joined they give `text`.

    A figure keeps its unit and its coin (1,278 枚 ETH) and what it is put in relation by (约), a
    closing mark and a space stay with the word before, an opening mark goes with the word after.
    """
    breaks: list[int] = []
    place = 0
    glued = True  # whether the next part must stay with the last one
    figure = coins = False
    for part, piece in _cut(text):
        unit = figure and fold(part) in _UNITS
        coin = coins and part.isascii() and part.isalnum() and len(part) <= _TICKER
        if not (glued or unit or coin or (piece is None and _clings(part))):
            breaks.append(place)
        if piece is None:
            glued = part in _OPENING or (glued and (part.isspace() or not part.isprintable()))
        else:
            glued = fold(part) in _ABOUT
        if part.strip():
            coins = unit and fold(part) in _OF_COINS
            figure = piece is not None and piece.shape == "figure"
        place += len(part)
    return [text[start:end] for start, end in pairwise((0, *breaks, place)) if start < end]


def _clings(mark: str) -> bool:
    return mark.isspace() or mark in _CLOSING or not mark.isprintable()
