"""Pairs of a coin amount and what the text says it is worth."""

import re
from dataclasses import dataclass
from decimal import Decimal

from aggregator.language.folding import fold, folding
from aggregator.language.numbers.quantities import Quantity, quantities

# Coins that a text uses for the dollar itself: 500 ETH（约 100 万 USDT）.
DOLLARS = frozenset({"USDT", "USDC", "USD1", "DAI", "FDUSD", "PYUSD", "USDS", "TUSD", "BUSD"})
_ABOUT = (
    r"(?:(?:总计|合计|共计|约合|约为|约|近|超过?|逾|高?达|为|接近|大约|合|至少|不足|[:：~≈]) ?)*"
)
_WORTH = (
    r"(?:总|当前|目前|现|账面|名义|合计|总计|共计|按当前价格计算?|按现价计?|按市价计?)*"
    r"(?:价值|市值|约合|折合|相当于|等值于?|总值|公允价值计算?)"
)
_THING = r"(?:\([a-z0-9$]{1,12}\))?(?:代币|现货|质押|[多空](?:单|头)(?:头寸|仓位|仓)?|仓位|头寸|合约|币)?"
_DIRECT = re.compile(rf" ?{_THING} ?,? ?(?:(?P<open>\() ?)?(?P<worth>{_WORTH})? ?{_ABOUT}")
_APART = re.compile(rf"[^。;；!?(]{{1,40}}[,(] ?{_WORTH} ?{_ABOUT}")
_SOLD = re.compile(rf" ?,? ?(?:并|共|总计)?(?:套现|换得|换取|换回|获得) ?{_ABOUT}")
_OF = re.compile(r" ?(?:\([^()]{1,20}\))? ?的 ?(?:约|近|共计|总计|超|逾)? ?")
_OF_BEFORE = re.compile(rf"(?:{_WORTH}|转[入出移]|存入|提取|提出) ?{_ABOUT}$")
_BOUGHT = re.compile(r" ?(?:的?价格)?(?:买入|购入|购买|增持|买进|回购)(?:了|约|近|共计|总计| )*")
_BOUGHT_BEFORE = re.compile(rf"(?:斥资|花费|耗资|动用) ?{_ABOUT}$")
# A value beside one of these is what something cost once, or what was won by it.
_ONCE = re.compile(r"成本|均价|累计|此前|曾|年|平均|浮[盈亏]|盈利|亏损|获利|利润|损失|月前|周前")
# An amount of another year or month has the value of that time.
_LONG_AGO = re.compile(r"曾|[年月]前|20\d\d ?年|去年")
# Between an amount and a value that stands apart: the value is of more than the amount.
_MORE = re.compile(
    r"等|其[他它]|总[计额]|合计|共计|累计|以及|资产|持仓|剩余|每|日|周|月|年|成本|均价|盈|亏|利润|奖励|费"
)
_JOINED = re.compile(r" ?(?:[^,。;()]{0,6})?(?:和|与|及|以及|、|\+|&|加上|,) ?(?:约|近|另外|另)? ?")


@dataclass(frozen=True, slots=True)
class Valued:
    """`amount` coins stated to be worth `value` in `unit` (ISO 4217; dollar coins count as USD).

    `coin` is a ticker in capitals. `text == original[start:end]` holds both figures.
    """

    coin: str
    amount: Decimal
    value: Decimal
    unit: str
    text: str
    start: int
    end: int


def valued(text: str, found: list[Quantity] | None = None) -> list[Valued]:
    """Each amount whose own value the text states, in reading order.

    Left out: prices of one coin, costs, profits, and a value that may be of several amounts
    together. `found` are the text's quantities, where they are known already.
    """
    found = quantities(text) if found is None else found
    figures = [one for one in found if one.kind in ("coin", "money", "price")]
    if len(figures) < 2:
        return []
    words = _Words(text)
    pairs: list[Valued] = []
    taken: set[int] = set()
    for index, amount in enumerate(figures):
        if amount.kind != "coin" or amount.value <= 0 or _sums_up(words, figures, index, taken):
            continue
        worth = _behind(words, figures, index)
        if worth is None:
            worth = _before(words, figures, index)
        if worth is None or worth in taken or _LONG_AGO.search(_clause(words, amount.start)):
            continue
        taken.add(worth)
        pairs.append(_pair(text, amount, figures[worth]))
    return pairs


class _Words:
    """Folded stretches of a text by their places in the original."""

    def __init__(self, text: str) -> None:
        self._text = text
        folded = folding(text)
        self._whole = folded.text if folded.starts is None else None

    def __call__(self, start: int, end: int) -> str:
        if self._whole is not None:
            return self._whole[max(0, start) : end]
        return fold(self._text[max(0, start) : end])


def _clause(words: _Words, end: int) -> str:
    """What stands before an amount in its own clause."""
    return re.split(r"[,。;；!?\n(]", words(end - 60, end))[-1]


def _behind(words: _Words, figures: list[Quantity], index: int) -> int | None:
    """The value that stands behind an amount: 99 枚 BTC（价值 670 万美元）."""
    if index + 1 == len(figures):
        return None
    amount, worth = figures[index], figures[index + 1]
    if not _is_money(worth) or worth.start - amount.end > 60:
        return None
    between = words(amount.end, worth.start)
    direct = _DIRECT.fullmatch(between)
    if direct and (direct["open"] or direct["worth"]):
        return index + 1
    if _APART.fullmatch(between) and not _MORE.search(between):
        return index + 1
    if _SOLD.fullmatch(between) and not _ONCE.search(words(amount.start - 20, amount.start)):
        return index + 1
    return None


def _before(words: _Words, figures: list[Quantity], index: int) -> int | None:
    """The value that stands before an amount: 价值 670 万美元的 99 枚 BTC."""
    if index == 0:
        return None
    worth, amount = figures[index - 1], figures[index]
    if not _is_money(worth) or amount.start - worth.end > 30:
        return None
    between = words(worth.end, amount.start)
    before = words(worth.start - 24, worth.start)
    if _OF.fullmatch(between) and _OF_BEFORE.search(before):
        return index - 1
    bought = _BOUGHT.fullmatch(between) and _BOUGHT_BEFORE.search(before)
    return index - 1 if bought and not _ONCE.search(before) else None


def _is_money(figure: Quantity) -> bool:
    if figure.value <= 0 or figure.part:
        return False
    return figure.kind == "money" or (figure.kind == "coin" and figure.unit in DOLLARS)


def _sums_up(words: _Words, figures: list[Quantity], index: int, taken: set[int]) -> bool:
    """1000 BTC 和 5000 ETH（价值 2 亿美元）: nobody can tell whose value it is."""
    if index == 0 or figures[index - 1].kind != "coin" or index - 1 in taken:
        return False
    between = words(figures[index - 1].end, figures[index].start)
    return len(between) < 16 and bool(_JOINED.fullmatch(between))


def _pair(text: str, amount: Quantity, worth: Quantity) -> Valued:
    start, end = min(amount.start, worth.start), max(amount.end, worth.end)
    unit = "USD" if worth.kind == "coin" else worth.unit
    return Valued(amount.unit, amount.value, worth.value, unit, text[start:end], start, end)
