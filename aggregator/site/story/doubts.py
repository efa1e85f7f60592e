"""Amounts that do not add up, as a page says it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from aggregator.articles import permitted
from aggregator.articles.models import Article
from aggregator.site.story.chips import amount, dollars, price, stated


@dataclass(frozen=True, slots=True)
class Doubt:
    """What the text says, and what the price makes of it.

    said: the words of the text. stated, expected: the value as written and as the price has it,
    in words. price: of one coin, with its source and its aware time. note: how far off it is.
    """

    said: str
    amount: str
    stated: str
    expected: str
    price: str
    source: str
    at: datetime
    note: str


def doubts_of(article: Article) -> tuple[Doubt, ...]:
    """The doubts of a report that its outlet lets us quote."""
    return tuple(_doubt(row) for row in permitted.pieces(article, article.doubts))


def doubts_in(articles: Sequence[Article]) -> tuple[tuple[Article, Doubt], ...]:
    """Those of several reports, each value once, with the report that has it first."""
    found: dict[tuple[str, str], tuple[Article, Doubt]] = {}
    for article in articles:
        for doubt in doubts_of(article):
            found.setdefault((doubt.amount, doubt.stated), (article, doubt))
    return tuple(found.values())


def _doubt(row: dict[str, Any]) -> Doubt:
    coin = row["coin"]
    return Doubt(
        said=row["text"],
        amount=f"{amount(Decimal(row['amount']))} {coin}",
        stated=stated(Decimal(row["stated"])),
        expected=dollars(Decimal(row["expected"])),
        price=f"1 {coin} = {price(Decimal(row['price']))}",
        source=row["price_source"],
        at=datetime.fromisoformat(row["price_at"]),
        note=row["note"],
    )
