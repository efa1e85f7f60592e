"""Figures as Chinese readers see them. Pure: plain values in, text out."""

from datetime import datetime, timedelta
from decimal import Decimal

UNKNOWN = "—"
MINUS = "−"  # the sign of typesetting, as wide as the plus


def grouped(value: Decimal | float, digits: int = 0) -> str:
    """A number with thousands separators: 1234567.8 -> "1,234,568"."""
    return f"{value:,.{digits}f}".replace("-", MINUS)


def compact(value: Decimal | float, digits: int = 2) -> str:
    """The same without trailing zeros: 2.50 -> "2.5", 3.00 -> "3"."""
    text = grouped(value, digits)
    return text.rstrip("0").rstrip(".") if "." in text else text


def significant(value: Decimal, digits: int) -> str:
    """A positive number below one with that many significant digits: 0.00001234."""
    places = digits - 1 - value.adjusted()
    return compact(value, max(places, 0))


def readable(value: float) -> str:
    """A number of any size with three digits or so: 1012.4 -> "1,012", 21.64 -> "21.6",
    0.2134 -> "0.213"."""
    if value >= 100:
        return grouped(value)
    if value >= 1:
        return compact(value, 1 if value >= 10 else 2)
    return significant(Decimal(str(value)), 3)


def signed_percent(value: Decimal | float, digits: int = 2) -> str:
    """ "+1.47%", "−0.34%"; what rounds to nothing has no sign: "0.00%"."""
    size = f"{abs(value):,.{digits}f}"
    if not size.strip("0.,"):
        return f"{size}%"
    return f"{'+' if value > 0 else MINUS}{size}%"


def span(length: timedelta) -> str:
    """A length of time in its largest unit, cut off: "40 秒", "2 分钟", "3 小时", "5 天"."""
    seconds = max(int(length.total_seconds()), 0)
    for size, unit in ((86400, "天"), (3600, "小时"), (60, "分钟")):
        if seconds >= size:
            return f"{seconds // size} {unit}"
    return f"{seconds} 秒"


def age(then: datetime, now: datetime) -> str:
    """How long ago: "2 分钟前"; "刚刚" below ten seconds, and for a clock that is ahead."""
    if now - then < timedelta(seconds=10):
        return "刚刚"
    return f"{span(now - then)}前"
