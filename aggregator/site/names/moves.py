"""What the price of a coin has done since a report of it. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from aggregator.market.coins import COINS
from aggregator.market.quotes import Direction, Quote, direction, price_text
from aggregator.market.wording import signed_percent


@dataclass(frozen=True, slots=True)
class Move:
    """A coin's price at report time, and now: "" where it is unknown, old, or the same reading.

    change: signed per cent between the two.
    """

    ticker: str
    then: str
    now: str
    change: str
    direction: Direction
    title: str


def moves(priced: Iterable[Mapping[str, Any]], quotes: Mapping[str, Quote]) -> tuple[Move, ...]:
    """The moves of `Article.priced`; rows that mean nothing are left out, never shown as 0."""
    return tuple(move for row in priced if (move := _move(row, quotes)))


def _move(row: Mapping[str, Any], quotes: Mapping[str, Quote]) -> Move | None:
    try:
        then = Decimal(str(row.get("usd")))
    except InvalidOperation:
        return None
    coin = COINS.get(str(row.get("coin")))
    if coin is None or not then.is_finite() or then <= 0:
        return None
    quote = quotes.get(coin.slug)
    title = str(row.get("provider", ""))
    at = str(row.get("at", ""))
    known = quote is not None and quote.usd is not None and not quote.stale
    if not known or quote is None or quote.usd is None or _same(quote, at):
        return Move(coin.ticker, price_text(then), "", "", "unknown", title)
    change = (quote.usd - then) / then * 100
    return Move(
        coin.ticker,
        price_text(then),
        price_text(quote.usd),
        signed_percent(change),
        direction(change),
        title,
    )


def _same(quote: Quote, at: str) -> bool:
    return quote.observed_at is not None and quote.observed_at.isoformat() == at
