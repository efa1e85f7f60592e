"""Taiwan's wording and the mainland's, so that a query finds what either of them says. Pure.

Folding maps character by character and leaves 智慧合约 as it is; here phrases count.
"""

from functools import lru_cache

from aggregator.language import Lexicon, book, fold, to_simplified, to_traditional
from aggregator.language.book import forgotten
from aggregator.language.matcher import Matcher
from aggregator.language.scripts import has_han

# OpenCC takes these for Taiwan's computer terms; the mainland's press says them all the same.
_BOTH = (  # noqa: SIM905 - as a list it would take thirty lines
    "新增 开启 执行 核心 建立 指标 存储 即时 互动 整合 启用 停用 社群 设定 连线 线上 线下 "
    "查询 复制 默认 宕机 通讯 布林 点阵图 类比 变数 存取款 向量 宣告 传送门"
).split()
# What OpenCC does not know.
_EXTRA = {
    "区块炼": "区块链",
    "智慧合约": "智能合约",
    "数位货币": "数字货币",
    "人工智慧": "人工智能",
    "乙太": "以太",
}


@forgotten
@lru_cache(maxsize=5000)
def mainland(wording: str) -> str:
    """The wording as the mainland's press writes it, folded. The same for all its forms."""
    folded = fold(wording)
    if not has_han(folded):
        return folded
    pieces: list[str] = []
    place = 0
    for start, end, word in book().part(_kept).find(folded):
        pieces += (_converted(folded[place:start]), word)
        place = end
    return "".join((*pieces, _converted(folded[place:])))


@lru_cache(maxsize=5000)
def taiwan(word: str) -> str:
    """How Taiwan's press would write a word, folded; mostly the word itself."""
    return fold(to_traditional(word)) if has_han(word) else word


def _kept(source: Lexicon) -> Matcher[str]:
    """What stands as it is: names, and words that both sides use; and what becomes of others."""
    # One call for all of them: a call costs more than the characters.
    names = [s.folded for term in source.terms for s in term.surfaces if has_han(s.folded)]
    turned = _converted("¶".join(names)).split("¶")
    kept = {name for name, other in zip(names, turned, strict=True) if name != other}
    return Matcher(({word: word for word in (*kept, *_BOTH)} | _EXTRA).items())


def _converted(text: str) -> str:
    """By way of Traditional, where OpenCC's phrases are at home."""
    return fold(to_simplified(to_traditional(text), taiwan=True)) if text else ""
