"""The figures of a report as short chips, and amounts as Chinese readers write them. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from aggregator.articles import permitted
from aggregator.articles.models import Article

LABELS = {"money": _("金额"), "price": _("价格"), "coin": _("数量"), "percent": _("比例")}
OTHER = _("数字")
_AS_WRITTEN = 8  # places: more than any text gives
_MAGNITUDES = ((Decimal(10) ** 12, "万亿"), (Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))


@dataclass(frozen=True, slots=True)
class Chip:
    """What kind of figure it is (in Chinese), how the text writes it, and its plain value."""

    label: str
    text: str
    value: str


@dataclass(frozen=True, slots=True)
class Chips:
    """Figures of one kind, under its label."""

    label: str
    chips: tuple[Chip, ...]


def chips(article: Article, most: int, *, beyond_headline: bool = False) -> tuple[Chip, ...]:
    """The first figures of a report, those of the headline first, or only those beyond it."""
    facts = permitted.pieces(article, article.facts)
    told = {_name(fact) for fact in facts if fact["place"] == "title"} if beyond_headline else set()
    return tuple(
        Chip(str(LABELS.get(fact["kind"], OTHER)), str(fact["text"]), _name(fact))
        for fact in [fact for fact in facts if _name(fact) not in told][:most]
    )


def by_label(found: Iterable[Chip]) -> tuple[Chips, ...]:
    """The chips under their labels, in the order that the labels come; a value once."""
    groups: dict[str, dict[str, Chip]] = {}
    seen: set[str] = set()
    for chip in found:
        if chip.value not in seen:
            groups.setdefault(chip.label, {})[chip.value] = chip
            seen.add(chip.value)
    return tuple(Chips(label, tuple(group.values())) for label, group in groups.items())


def _name(fact: Mapping[str, str]) -> str:
    """Value and unit: two writings of one amount have one name."""
    return f"{fact['value']} {fact['unit']}"


def dollars(value: Decimal, places: int = 2) -> str:
    """25750000 -> "2,575 万美元"; 500 -> "500 美元"; as `number`."""
    text = number(value, places)
    return f"{text}美元" if text[-1] in "万亿" else f"{text} 美元"


def price(value: Decimal) -> str:
    """67443 -> "67,443 美元": a price keeps its figures up to a million."""
    return dollars(value) if abs(value) >= 10**6 else f"{_rounded(value, 2)} 美元"


def amount(value: Decimal) -> str:
    """11780 -> "11,780", 314000000 -> "3.14 亿": of coins, not rounded."""
    return number(value, _AS_WRITTEN) if abs(value) >= 10**6 else _rounded(value, _AS_WRITTEN)


def stated(value: Decimal) -> str:
    """453500000 -> "4.535 亿美元": what a text says, not rounded."""
    return dollars(value, _AS_WRITTEN)


def number(value: Decimal, places: int = 2) -> str:
    """25750000 -> "2,575 万"; 2171.4 -> "2,171.4"; 0.0000121 -> "0.0000121".

    At most `places` behind the point, four figures that count below one.
    """
    for size, word in _MAGNITUDES:
        if abs(value) >= size:
            return f"{_rounded(value / size, places)} {word}"
    return _rounded(value, places)


def _rounded(value: Decimal, places: int) -> str:
    if value and abs(value) < 1:
        places = max(places, 3 - value.adjusted())
    text = f"{value:,.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
