"""Quantities: numbers that say what they count, with their value worked out."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from aggregator.language.folding import Folded, folding
from aggregator.language.numbers.cues import (
    APPROX,
    DIRECTION,
    LIST,
    LOOSE,
    NO_PRICE,
    PRICE_AFTER,
    PRICE_BEFORE,
    RANGE,
    RANGE_ON,
)
from aggregator.language.numbers.numerals import NUMBER, Number, normal, read_number
from aggregator.language.numbers.units import CURRENCIES, MONEY, SIGN, SIGNS, coin_at, coin_before

Kind = Literal["money", "price", "coin", "percent", "ratio", "count"]
_PERCENT = re.compile(r"[ ]?(?:(?P<sign>[%‰])|个?[ ]?(?P<word>百分点|基点)|(?P<bp>bps?)(?![a-z]))")
_PERCENT_UNITS = {"百分点": "pp", "基点": "bp", "bp": "bp", "bps": "bp", "%": "%", "‰": "‰"}
_PER_CENT_BEFORE = re.compile(r"百分之[ ]?$")
_TENTHS = re.compile(r"成(?=[，,。；;以左的)）]|$)")
_RATIO = re.compile(r"[ ]?(?:倍|x(?![a-z0-9]|[ ][a-z]))")
_PIECE = re.compile(r"[ ]?(?P<piece>枚|个|颗)?[ ]?(?:现货|被盗的?|质押的?)?[ ]?\$?")
_COUNT = re.compile(
    r"[ ]?(?P<word>枚|张|桶|盎司|吨|股|人|名|家|笔|次|台|部|项|座|户|辆|份|只"
    r"|个(?=[ ]?(?:地址|钱包|账户|账号|国家|交易|节点|用户|项目|区块|代币|州|城市|以太坊|比特币)))"
)
# A dash behind one of these joins two numbers or words; it is no minus.
_JOINS = re.compile(r"[a-z0-9%‰)万亿千百元枚日月年-]")
_GAP = re.compile(r"(?<=\d),(?=\d)|(?<=[\d%‰万亿千枚个 ]) (?=[a-z$\u4e00-\u9fff ])")
_MINUS_PLUS = "-−+"
_SIDE = 16


@dataclass(frozen=True, slots=True)
class Quantity:
    """`text == original[start:end]`, from the currency sign or number to the end of its unit.

    `kind` and `unit`: money and price (of one coin, share, barrel) have an ISO 4217 code, or the
    ticker a price is given in; coin has a ticker in capitals; percent has "%", "‰", "pp", "bp";
    ratio has "倍"; count the Chinese measure word. `value` has its magnitude applied (5.58亿 =
    558000000) and is below zero only behind a minus sign. `approx`: 约, 近, 超, 余 … stand beside
    it. `direction` is 1 behind a word of rising (增, 涨, 升, +), -1 of falling, else 0. `part` is
    "low" or "high" in a range (2500 万至 4000 万欧元 are two quantities), else "".
    """

    kind: Kind
    value: Decimal
    unit: str
    approx: bool
    direction: int
    part: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Unit:
    kind: Kind
    unit: str
    end: int
    scale: int = 0


@dataclass(frozen=True, slots=True)
class _Bare:
    """A number that waits for the unit of the one behind it, in a range."""

    number: Number
    start: int
    end: int
    sign: str


def quantities(text: str) -> list[Quantity]:
    """All quantities in reading order, none overlapping; linear time.

    A bare number, a year or a date is none; a Latin word behind a number counts as a coin when
    the lexicon knows it or it is written as tickers are, in capitals.
    """
    return _read(text, _with_clauses(text, folding(text)))


def _with_clauses(text: str, folded: Folded) -> Folded:
    """在 15:17，315 枚: a full-width comma behind plain digits parts two numbers."""
    if "，" not in text and "\n" not in text:
        return folded
    apart = [gap.start() for gap in _GAP.finditer(folded.text) if _parts(text, folded, gap.start())]
    if not apart:
        return folded
    words = list(folded.text)
    for place in apart:
        words[place] = ";"
    return replace(folded, text="".join(words))


def _parts(text: str, folded: Folded, at: int) -> bool:
    printed = text[slice(*folded.span(at, at + 1))]
    if printed == "，":
        return text[slice(*folded.span(at - 1, at))].isascii()
    return printed == "\n"


def _read(text: str, folded: Folded) -> list[Quantity]:
    words = folded.text
    found: list[Quantity] = []
    bare: _Bare | None = None
    done = -1
    for match in NUMBER.finditer(words):
        number = read_number(match) if match.start() >= done else None
        if number is None:
            continue
        start = _start(words, match.start())
        listed = bool(bare and bare.number.power and LIST.fullmatch(words, bare.end, start))
        if bare and not listed and not _joins(words, bare.end, start):
            bare = None
        unit = _unit(text, folded, match, number)
        if unit is None and bare and bare.sign:
            unit = _Unit("money", bare.sign, match.end())  # $30-50 million
        if unit is None:
            sign = SIGN.search(words, max(0, start - 4), match.start())
            bare = _Bare(number, match.start(), match.end(), SIGNS[sign[1]] if sign else "")
            continue
        one = _quantity(text, folded, start, number, unit)
        if bare:
            low = _low(text, folded, bare, number, unit)
            found.append(replace(low, part="") if listed else low)
            one = one if listed else replace(one, part="high")
        elif found and found[-1].unit == one.unit and _joins(words, done, start):
            found[-1] = replace(found[-1], part="low")
            one = replace(one, part="high")
        found.append(one)
        bare, done = None, unit.end
    return found


def _joins(words: str, low_end: int, high_start: int) -> bool:
    return 0 < high_start - low_end <= 4 and bool(RANGE.fullmatch(words[low_end:high_start]))


def _low(text: str, folded: Folded, bare: _Bare, high: Number, unit: _Unit) -> Quantity:
    """The lower end of a range: it takes the unit, and the power when 2-3 亿 leaves it out."""
    shared = high.power if not bare.number.power and bare.number.bare < high.bare else 0
    number = replace(bare.number, value=bare.number.value.scaleb(shared))
    start = _start(folded.text, bare.start)
    low = _quantity(text, folded, start, number, replace(unit, end=bare.end))
    return replace(low, part="low")


def _start(folded: str, at: int) -> int:
    """Where the quantity begins: at its currency sign or its minus."""
    sign = SIGN.search(folded, max(0, at - 4), at)
    start = sign.start() if sign else at
    if (
        start
        and folded[start - 1] in _MINUS_PLUS
        and not (start > 1 and _JOINS.match(folded[start - 2]))
    ):
        start -= 1
    return start


def _unit(text: str, folded: Folded, match: re.Match[str], number: Number) -> _Unit | None:
    words, at = folded.text, match.end()
    sign = SIGN.search(words, max(0, match.start() - 4), match.start())
    if percent := _PERCENT.match(words, at):
        return _Unit("percent", _PERCENT_UNITS[percent.group().strip(" 个")], percent.end())
    if _PER_CENT_BEFORE.search(words, max(0, match.start() - 4), match.start()):
        return _Unit("percent", "%", at)
    if money := MONEY.match(words, at):
        code = CURRENCIES[money["code"]]
        scale = -2 if money["code"] == "美分" else 0
        return _Unit(
            _money_kind(words, match.start(), money.end(), number), code, money.end(), scale
        )
    if sign and not number.power and RANGE_ON.match(words, at):
        return None
    if sign:
        return _Unit(_money_kind(words, sign.start(), at, number), SIGNS[sign[1]], at)
    if match["han"] and match["han"] != "十" and (tenths := _TENTHS.match(words, at)):
        return _Unit("percent", "%", tenths.end(), 1)
    if ratio := _RATIO.match(words, at):
        return _Unit("ratio", "倍", ratio.end())
    return _coin_or_count(text, folded, match, number)


def _coin_or_count(text: str, folded: Folded, match: re.Match[str], number: Number) -> _Unit | None:
    words = folded.text
    piece = _PIECE.match(words, match.end())
    if piece:
        coin = coin_at(text, folded, piece.end(), piece["piece"] is not None)
        if coin:
            price = _money_kind(words, match.start(), coin[1], number) == "price"
            kind: Kind = "price" if price and not piece["piece"] else "coin"
            return _Unit(kind, coin[0], coin[1])
    counted = _COUNT.match(words, match.end())
    if counted is None or (match["han"] and len(match["han"]) < 2):
        return None
    if counted["word"] == "枚" and (named := coin_before(words, match.start())):
        return _Unit("coin", named, counted.end())
    return _Unit("count", counted["word"], counted.end())


def _money_kind(folded: str, start: int, end: int, number: Number) -> Kind:
    if PRICE_AFTER.match(folded, end):
        return "price"
    before = folded[max(0, start - _SIDE) : start]
    named = PRICE_BEFORE.search(before)
    small = number.value < 10**6
    return "price" if named and small and not NO_PRICE.search(before) else "money"


def _quantity(text: str, folded: Folded, start: int, number: Number, unit: _Unit) -> Quantity:
    words = folded.text
    before = words[max(0, start - 8) : start]
    turned = DIRECTION.search(words, max(0, start - 8), start)
    signed = words[start] if words[start] in _MINUS_PLUS else ""
    direction = (1 if turned["up"] else -1) if turned else 0
    if signed:
        direction = 1 if signed == "+" else -1
    value = normal(number.value.scaleb(unit.scale))
    first, last = folded.span(start, unit.end)
    return Quantity(
        kind=unit.kind,
        value=-value if signed in ("-", "−") else value,
        unit=unit.unit,
        approx=number.more or bool(APPROX.search(before) or LOOSE.match(words, unit.end)),
        direction=direction,
        part="",
        text=text[first:last],
        start=first,
        end=last,
    )
