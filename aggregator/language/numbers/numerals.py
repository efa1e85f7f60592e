"""Numbers as they are written: 1,406.05, 5.58亿, 1亿2000万, 30 million, 三百五十万."""

import re
from dataclasses import dataclass
from decimal import Context, Decimal

_DIGITS = {char: str(value) for value, char in enumerate("零一二三四五六七八九")} | {
    "〇": "0",
    "两": "2",
}
_TENS = {"十": 10, "百": 100, "千": 1000}
_HAN_NUMBER = "零〇一二两三四五六七八九十百千万亿"
# Powers of ten, longest words first where one opens another.
_POWERS = {
    "万亿": 12, "千亿": 11, "百亿": 10, "十亿": 9, "亿": 8,
    "千万": 7, "百万": 6, "十万": 5, "万": 4, "千": 3, "百": 2,
    "trillion": 12, "billion": 9, "million": 6, "thousand": 3,
    "bn": 9, "mn": 6, "k": 3, "m": 6, "b": 9, "t": 12,
}  # fmt: skip
_HAN_POWER = r"(?:万亿|[千百十]?[亿万]|千(?![瓦克米卡])|百(?![度货]))"
_POWER = (
    rf"(?:[ ]?{_HAN_POWER}"
    r"|[ ]?(?:trillion|billion|million|thousand|bn|mn)(?![a-z])|[kmbt](?![a-z0-9]))"
)
_ARABIC = r"(?:\d{1,3}(?:,\d{3}){1,8}(?!\d)|\d{1,24})(?:\.\d{1,18})?"
# A number never opens inside a word, another number, or a name such as EIP-1559.
NUMBER = re.compile(
    rf"""(?<![a-z\d.])(?<!\d[,:/])(?<![a-z]-)(?P<arabic>{_ARABIC})(?![\d.]*\d)
        (?:(?P<power>{_POWER})(?:[ ]?(?P<rest>{_ARABIC})(?P<rest_power>[ ]?[千百]?万))?)?
        (?:[ ]?(?P<more>[余多])(?:[ ]?(?P<more_power>[千百十]?[万亿]))?)?
    |(?<![{_HAN_NUMBER}数几好第])(?P<han>[一二两三四五六七八九十][{_HAN_NUMBER}]{{0,15}})
        (?:(?P<han_more>[余多])(?P<han_power>[千百十]?[万亿])?)?
    """,
    re.VERBOSE,
)
_EXACT = Context(prec=80)


@dataclass(frozen=True, slots=True)
class Number:
    """`value` with all powers applied; `bare` without the last one (the 2 in 2 亿).

    `power` is that power of ten, `more` says that 余 or 多 stands behind the number.
    """

    value: Decimal
    bare: Decimal
    power: int
    more: bool


def read_number(match: re.Match[str]) -> Number | None:
    """What a match of `NUMBER` says; None for Chinese characters that make no number."""
    if match["han"]:
        counted = han_number(match["han"])
        if counted is None:
            return None
        extra = _POWERS[match["han_power"]] if match["han_power"] else 0
        value = Decimal(counted).scaleb(extra, _EXACT)
        return Number(value, value, 0, bool(match["han_more"]))
    bare = Decimal(match["arabic"].replace(",", ""))
    power = _power(match["power"]) + _power(match["more_power"])
    value = bare.scaleb(power, _EXACT)
    if match["rest"]:
        rest = Decimal(match["rest"].replace(",", "")).scaleb(_power(match["rest_power"]), _EXACT)
        value = _EXACT.add(value, rest)
    return Number(value, bare, power, bool(match["more"]))


def _power(word: str | None) -> int:
    return _POWERS[word.strip()] if word else 0


def han_number(text: str) -> int | None:
    """The value of Chinese numerals (三百五十万); None when they are not in order."""
    total, section, digit, last_unit = 0, 0, "", 10
    for char in text:
        if char in _DIGITS:
            if digit and digit != "0" and section:
                return None
            digit += _DIGITS[char]
        elif char in _TENS:
            if _TENS[char] >= last_unit and section:
                return None
            section += int(digit or "1") * _TENS[char]
            digit, last_unit = "", _TENS[char]
        else:
            section += int(digit or "0")
            if section == 0:
                if total == 0 or char != "亿":
                    return None
                total *= 10**8  # 一万亿
            elif char == "亿":
                total = (total + section) * 10**8
            else:
                total += section * 10**4
            section, digit, last_unit = 0, "", 10**5
    return total + section + int(digit or "0")


def plain(value: Decimal) -> str:
    """A value in figures without an exponent or idle zeros: 558000000, 0.05."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def normal(value: Decimal) -> Decimal:
    """The same value without an exponent or idle zeros, exactly."""
    return Decimal(plain(value))
