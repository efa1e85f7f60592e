"""The figures of a report as short chips, and amounts as Chinese readers write them. Pure."""

from dataclasses import dataclass
from decimal import Decimal

from aggregator.articles.models import Article
from aggregator.site import policy

_LABELS = {"money": "金额", "price": "价格", "coin": "数量", "percent": "比例"}
_MAGNITUDES = ((Decimal(10) ** 12, "万亿"), (Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))


@dataclass(frozen=True, slots=True)
class Chip:
    """What kind of figure it is (in Chinese), how the text writes it, and its plain value."""

    label: str
    text: str
    value: str


def chips(article: Article, most: int) -> tuple[Chip, ...]:
    """The first figures of a report, those of the headline first."""
    facts = policy.shown_of(article, article.facts)[:most]
    return tuple(
        Chip(
            _LABELS.get(fact["kind"], "数字"), str(fact["text"]), f"{fact['value']} {fact['unit']}"
        )
        for fact in facts
    )


def dollars(value: Decimal) -> str:
    """25750000 -> "2,575 万美元"; four or five figures that count, no more."""
    text = number(value)
    return f"{text}美元" if text[-1] in "万亿" else f"{text} 美元"


def number(value: Decimal) -> str:
    """25750000 -> "2,575 万"; 2171.4 -> "2,171.4"; 0.000012 -> "0.000012"."""
    for size, word in _MAGNITUDES:
        if abs(value) >= size:
            return f"{_rounded(value / size)} {word}"
    return _rounded(value)


def _rounded(value: Decimal) -> str:
    whole = abs(value) >= 1
    text = f"{value:,.2f}" if whole else f"{value:.4g}"
    if "e" in text:
        text = f"{value:.10f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
