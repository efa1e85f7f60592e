"""The coarse cut over the whole text, as it is printed."""

import re
from collections.abc import Iterator
from itertools import pairwise

from aggregator.language.folding import fold, folding
from aggregator.language.segment import Piece, pieces

_OPENING = frozenset("「『《〈（([{【〔“‘$¥€£#@＄￥")
_CLOSING = frozenset("」』》〉）)]}】〕”’，。、；：？！,.;:?!%％…—·/／~～-+_")
_SIGNS = frozenset("-−+~～")
_JOINING = frozenset("-/_&·")
_MONEY = ("美元", "美金", "元", "港元", "日元", "韩元", "欧元", "英镑", "卢比", "人民币")
_COINS = ("usdt", "usdc", "usd", "btc", "eth", "sol", "xrp", "bnb")
_COUNTS = (
    "枚",
    "个",
    "种",
    "张",
    "倍",
    "桶",
    "吨",
    "盎司",
    "家",
    "名",
    "人",
    "位",
    "次",
    "笔",
    "基点",
    "个基点",
)
_TIMES = ("年", "个月", "周", "天", "日", "小时", "分钟", "秒")
_UNITS = frozenset((*_MONEY, *_COINS, *_COUNTS, *_TIMES))
_ABOUT = frozenset("约近超逾仅达")  # read in one breath with their figure
_COINS_COUNTED = re.compile(r"[\d万亿萬億] ?枚\s?$")
_TICKER = re.compile(r"[A-Za-z][A-Za-z0-9]{0,7}(?![A-Za-z0-9])")
_LONGEST = 24  # characters: what is joined further would not fit a phone's line


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
    """The words with the marks that belong to them. Joined they give `text`.

    A figure keeps its unit, a closing mark and a space stay with the word before, an opening mark
    and a sign (−0.05%) go with what is after, what stands inside a name (NEAR/USD1) with both.
    """
    breaks: list[int] = []
    place = 0
    glued = True  # whether the next part must stay with the last one
    figure = False
    for part, piece in _cut(text):
        unit = figure and fold(part) in _UNITS
        before, after = text[max(place - 1, 0) : place], text[place + 1 : place + 2]
        sign = part in _SIGNS and after.isdigit()
        leads = sign and before.isspace()  # −0.05%, not 3-5
        clings = piece is None and _clings(part) and not leads
        if not (glued or unit or clings):
            breaks.append(place)
        still = glued and (part.isspace() or not part.isprintable())
        short = place - (breaks[-1] if breaks else 0) < _LONGEST
        joins = part in _OPENING or (short and (sign or _joins(before, part, after)))
        glued = piece is None and (still or joins)
        if part.strip():
            figure = piece is not None and piece.shape == "figure"
        place += len(part)
    return [text[start:end] for start, end in pairwise((0, *breaks, place)) if start < end]


def phrases(text: str) -> list[str]:
    """Where a headline may break: between these parts. Joined they give `text`.

    A sum keeps its coin (1,278 枚 ETH), and what puts it in relation (约) stays with it.
    """
    found: list[str] = []
    before = ""
    for word in words(text):
        if fold(before.strip()) in _ABOUT or _is_coin_of(before, word):
            found[-1] += word
        else:
            found.append(word)
        before = word
    return found


def _is_coin_of(amount: str, word: str) -> bool:
    return bool(_COINS_COUNTED.search(amount) and _TICKER.match(word))


def _joins(before: str, mark: str, after: str) -> bool:
    """Whether it stands inside one name: NEAR/USD1, ZK-EVM, 凯文·沃什.

    Chinese words with a slash between (法币/稳定币) are a list, and may be long.
    """
    near = before + after
    return (
        mark in _JOINING and len(near) == 2 and near.isalnum() and (mark == "·" or near.isascii())
    )


def _clings(mark: str) -> bool:
    return mark.isspace() or mark in _CLOSING or not mark.isprintable()
