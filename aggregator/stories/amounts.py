"""Amounts as values: 5.58 亿美元, 5.6亿美元 and $558 million are one amount.

A number keeps how finely it was printed (`step`), so that rounding is told from another figure.
Works on folded text (see `aggregator.language.fold`). Beside `language.quantities`, which is exact
and says what a number means to a reader, this is the quick and coarse reading that two reports
are compared by: it knows few units, and the fitted weights rest on what it finds.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_MAGNITUDES = {
    "": 1.0,
    "千": 1e3,
    "k": 1e3,
    "万": 1e4,
    "百万": 1e6,
    "million": 1e6,
    "m": 1e6,
    "千万": 1e7,
    "亿": 1e8,
    "billion": 1e9,
    "b": 1e9,
    "十亿": 1e9,
    "百亿": 1e10,
    "千亿": 1e11,
    "万亿": 1e12,
    "trillion": 1e12,
}
COINS = {
    "比特币": "btc",
    "以太坊": "eth",
    "以太币": "eth",
    "狗狗币": "doge",
    "代币": "",
    "泰达币": "usd",
}
_MONEY = {
    "美元": "usd",
    "美金": "usd",
    "刀": "usd",
    "usdt": "usd",
    "usdc": "usd",
    "usd": "usd",
    "u": "usd",
    "港元": "hkd",
    "港币": "hkd",
    "韩元": "krw",
    "日元": "jpy",
    "欧元": "eur",
    "英镑": "gbp",
    "人民币": "cny",
    "元": "cny",
}
_COIN_NAMES = "|".join(COINS)
_AMOUNT = re.compile(
    r"(?<![a-z0-9.])(?<!\d:)(?!0x)(?P<sign>-)?(?P<cash>(?:us)?\$ ?)?"
    r"(?P<whole>\d{1,3}(?:,\d{3}(?!\d))+|\d{1,18})(?P<part>\.\d{1,18})?"
    r" ?(?P<size>万亿|千亿|百亿|十亿|千万|百万|亿|万|千|trillion|billion|million|[mbk](?![a-z]))?"
    r" ?(?:余|多)?"
    r" ?(?P<unit>%|个?百分点|个?基点|美元|美金|港元|港币|韩元|日元|欧元|英镑|人民币|元|"
    rf"[hd](?![a-z0-9])|枚 ?(?:[a-z][a-z0-9]*|{_COIN_NAMES})?|[a-z][a-z0-9]{{1,9}}|"
    r"个? ?积分|分(?![钟之])|倍|小时|分钟|天|周|个月|季度|年|月|日|号|时|点(?!\d)|:|[\u4e00-\u9fff])?"
)
_TIMES = frozenset(
    ["小时", "分钟", "天", "周", "个月", "季度", "年", "月", "日", "时", "点", ":", "号", "h", "d"]
)
_DAY = re.compile(r"(?<!\d)(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]")


@dataclass(frozen=True, slots=True)
class Amount:
    """`value` in `unit`: usd and other money, a ticker, %, x (倍), points, else a counter or "".

    `step` is the size of the last printed place: 5.58 亿 has a step of 0.01 亿.
    """

    value: float
    step: float
    unit: str

    @property
    def places(self) -> int:
        """How many places tell it from others: 14,745 has five, 5,000 has one."""
        digits = f"{self.value / self.step:.0f}".rstrip("0") if self.step else ""
        return min(len(digits), 8)


def amounts(text: str) -> tuple[Amount, ...]:
    """Every amount of a folded text in reading order; dates, hours and durations are none."""
    found: list[Amount] = []
    for match in _AMOUNT.finditer(text):
        unit = _unit(match["unit"] or "", bool(match["cash"]))
        if unit is None or (not unit and not match["size"] and len(match["whole"]) < 2):
            continue
        size = _MAGNITUDES[match["size"] or ""]
        part = match["part"] or ""
        value = float(match["whole"].replace(",", "") + part) * size
        step = size * 10.0 ** -max(0, len(part) - 1)
        found.append(Amount(-value if match["sign"] and unit == "%" else value, step, unit))
    return tuple(dict.fromkeys(found))


def _unit(printed: str, cash: bool) -> str | None:
    """The unit's name; None for times, which are no amounts."""
    if cash:
        return "usd"
    if printed in _TIMES:
        return None
    if printed in _MONEY:
        return _MONEY[printed]
    if printed.endswith("百分点") or printed == "%":
        return "%"
    if printed.startswith("枚"):
        name = printed[1:].strip()
        return _MONEY.get(name) or COINS.get(name, name)
    if printed.endswith("积分") or printed == "分":
        return "points"
    return "x" if printed == "倍" else printed


def near(a: Amount, b: Amount) -> float:
    """How well two amounts may be one: 1.0 when rounding explains it, less when only close."""
    if a.unit != b.unit and a.unit and b.unit and not _kin(a.unit, b.unit):
        return 0.0
    apart = abs(a.value - b.value)
    largest = max(abs(a.value), abs(b.value))
    if apart <= 1e-9 * largest:
        return 1.0
    if apart < max(a.step, b.step) and apart <= 0.07 * largest:
        return 1.0 if a.step != b.step or apart <= 0.002 * largest else 0.6
    return 0.6 if apart <= 0.012 * largest and a.unit not in {"%", "x", "points"} else 0.0


def _kin(a: str, b: str) -> bool:
    """Counters (家, 个, 支) are loosely used; money, tickers, shares and points are not."""
    return _loose(a) and _loose(b)


def _loose(unit: str) -> bool:
    return len(unit) == 1 and unit >= "\u4e00"


def best(one: Amount, others: Iterable[Amount]) -> float:
    """The best that any of `others` matches `one`."""
    found = 0.0
    for other in others:
        fit = near(one, other)
        if fit == 1.0:
            return fit
        found = max(found, fit)
    return found


def days(text: str) -> frozenset[str]:
    """Dates named in a folded text, as `月-日`: 5 月 29 日 is `5-29`."""
    return frozenset(f"{int(month)}-{int(day)}" for month, day in _DAY.findall(text))
