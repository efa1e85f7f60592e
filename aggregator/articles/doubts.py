"""Amounts that cannot be worth what the text says: held against prices, never corrected.

Judged inside the transaction of an ingest, so that a doubtful figure is never shown without its
doubt; two bounded queries for all articles of a feed, none when no text pairs amount and value.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from aggregator import language
from aggregator.articles.models import Article
from aggregator.articles.reference import Known, reference_prices
from aggregator.language import Valued

FLAG = "amount_doubtful"
# Prices of a day differ, the usual slips are of ten and more; costs of last year stay below it.
FACTOR = Decimal(3)
# How far a factor may lie from a power of ten and still be called a slip of it.
_NEAR_POWER = 0.13
READ_LIMIT = 5_000
_SAME = ("coin", "amount", "stated", "unit")
_BEYOND = 10**5  # a factor of this size is no figure worth printing
_SLIPS = {4: "疑似把“万”写成“亿”", -4: "疑似把“亿”写成“万”"}


@dataclass(frozen=True, slots=True)
class Doubt:
    """A stated value that is `factor` times what the price makes of the amount.

    `expected` is in US dollars, as the stated value; `note` says it in Chinese for readers.
    """

    pair: Valued
    expected: Decimal
    factor: Decimal
    price: Known
    note: str

    def as_json(self, place: str) -> dict[str, Any]:
        """The row in `Article.doubts`; `place` is "title" or "text", offsets count from there."""
        plain = language.plain
        return {
            **_said(self.pair, place),
            "expected": plain(self.expected),
            "factor": plain(self.factor),
            "note": self.note,
            "price": plain(self.price.usd),
            "price_source": self.price.source,
            "price_at": self.price.at.isoformat(),
        }


def judge(pair: Valued, price: Known) -> Doubt | None:
    """Hold a pair against the dollar price of one coin; None when it may well be right.

    A value in another currency is not judged. Nor is one that is the price of a single coin:
    then the sentence gave the price, and not the worth of the amount.
    """
    if pair.unit != "USD" or not price.usd:
        return None
    expected = pair.amount * price.usd
    factor = pair.value / expected
    if 1 / FACTOR < factor < FACTOR:
        return None
    if pair.amount >= FACTOR and Decimal("0.5") < pair.value / price.usd < 2:
        return None
    rounded = Decimal(f"{factor:.3g}")
    return Doubt(pair, _cents(expected), rounded, price, _note(float(factor)))


def _cents(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01")) if value < 10**15 else value


def _note(factor: float) -> str:
    power = round(math.log10(factor))
    slip = power if abs(math.log10(factor) - power) < _NEAR_POWER else 0
    times = factor if factor > 1 else 1 / factor
    way = "高于" if factor > 1 else "低于"
    amount = 10 ** abs(slip) if slip else (round(times) if times >= 10 else round(times, 1))
    shown = f"{amount:g} " if amount < 10**4 else f"{amount / 10**4:.3g} 万"
    gap = f"相差约 {shown}倍" if amount < _BEYOND else "相差悬殊"
    cause = f"，{_SLIPS.get(slip, '疑似位数或单位有误')}" if slip else ""
    return f"{way}当时市价，{gap}{cause}"


def _said(pair: Valued, place: str) -> dict[str, Any]:
    return {
        "text": pair.text,
        "place": place,
        "start": pair.start,
        "end": pair.end,
        "coin": pair.coin,
        "amount": language.plain(pair.amount),
        "stated": language.plain(pair.value),
        "unit": pair.unit,
    }


def doubts_of(
    title: str,
    text: str,
    prices: Mapping[str, Known],
    before: Iterable[Mapping[str, Any]] = (),
) -> list[dict[str, Any]]:
    """The doubts of one article as `Article.doubts` holds them; `prices` by ticker. Pure.

    A pair that stands in the title and again in the text is told once. One that was doubted
    `before` and still stands there stays in doubt when its price is no longer known.
    """
    told = {tuple(one[name] for name in _SAME): one for one in before}
    found: list[dict[str, Any]] = []
    for place, pair in _pairs(title, text):
        said = _said(pair, place)
        old = told.get(tuple(said[name] for name in _SAME))
        if pair.coin not in prices:
            found += [{**old, **said}] if old else []
        elif doubt := judge(pair, prices[pair.coin]):
            found.append(doubt.as_json(place))
    return found


def _pairs(title: str, text: str) -> list[tuple[str, Valued]]:
    told: dict[tuple[str, Decimal, Decimal], tuple[str, Valued]] = {}
    for place, words in (("title", title), ("text", text[:READ_LIMIT])):
        for pair in language.valued(words):
            told.setdefault((pair.coin, pair.amount, pair.value), (place, pair))
    return list(told.values())


def examine(articles: Sequence[Article]) -> list[Article]:
    """Judge these saved articles anew; gives those whose doubts changed, already written.

    What an editor locked (doubts, flags) stays as it is.
    """
    wanted: dict[int, tuple[datetime, set[str]]] = {}
    for article in articles:
        coins = {pair.coin for _, pair in _pairs(article.title, article.text) if pair.unit == "USD"}
        if coins:
            wanted[article.pk] = (article.sorted_at, coins)
    prices = reference_prices(wanted)
    changed = [one for one in articles if _mark(one, prices.get(one.pk, {}))]
    if changed:
        Article.objects.bulk_update(changed, ["doubts", "flags"])
    return changed


def _mark(article: Article, prices: Mapping[str, Known]) -> bool:
    known = prices or article.doubts
    doubts = doubts_of(article.title, article.text, prices, article.doubts) if known else []
    flags = _without(article.flags) + ([FLAG] if doubts else [])
    return bool(article.sync({"doubts": doubts, "flags": flags}))


def _without(flags: Iterable[str]) -> list[str]:
    return [flag for flag in flags if flag != FLAG]
