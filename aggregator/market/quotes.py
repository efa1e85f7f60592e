"""Prices as a page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Literal

from django.db.models import Subquery

from aggregator.market.coins import COINS
from aggregator.market.models import Price
from aggregator.market.wording import UNKNOWN, age, grouped, signed_percent, significant

STALE = timedelta(minutes=15)

Direction = Literal["up", "down", "flat", "unknown"]


@dataclass(frozen=True, slots=True)
class Quote:
    """A coin's newest price, and how to write it.

    usd: US dollars. change_24h: per cent. Both None when unknown; the texts are then "—".
    stale: older than 15 minutes, or unknown. age_text: "2 分钟前", or why there is no price.
    """

    coin: str
    ticker: str
    usd: Decimal | None
    change_24h: Decimal | None
    provider: str
    observed_at: datetime | None
    stale: bool
    price_text: str
    change_text: str
    direction: Direction
    age_text: str


def quotes(coins: Sequence[str], now: datetime) -> dict[str, Quote]:
    """The quote of each slug that is one of `COINS`, in the order asked; one query.

    A coin without a price yet has a quote too, with "—". Slugs of other tags are left out.
    """
    known = [slug for slug in dict.fromkeys(coins) if slug in COINS]
    if not known:
        return {}
    newest: list[Any] = [  # the stubs know no subquery in a list
        Subquery(Price.objects.filter(coin=slug).order_by("-observed_at", "-pk").values("pk")[:1])
        for slug in known
    ]
    rows = {row.coin: row for row in Price.objects.filter(pk__in=newest)}
    return {slug: _quote(slug, rows.get(slug), now) for slug in known}


def _quote(slug: str, row: Price | None, now: datetime) -> Quote:
    change = row.change_24h if row else None
    return Quote(
        coin=slug,
        ticker=COINS[slug].ticker,
        usd=row.usd if row else None,
        change_24h=change,
        provider=row.provider if row else "",
        observed_at=row.observed_at if row else None,
        stale=row is None or now - row.observed_at > STALE,
        price_text=price_text(row.usd) if row else UNKNOWN,
        change_text=UNKNOWN if change is None else signed_percent(change),
        direction=direction(change),
        age_text=age(row.observed_at, now) if row else "尚未取得价格",
    )


def price_text(usd: Decimal) -> str:
    """US dollars with as many digits as one reads: 71,286; 2,171.4; 1.418; 0.00001234."""
    if usd >= 10_000:
        return grouped(usd)
    if usd >= 1_000:
        return grouped(usd, 1)
    if usd >= 100:
        return grouped(usd, 2)
    if usd >= 1:
        return grouped(usd, 3 if usd < 10 else 2)
    return significant(usd, 4)


def direction(change: Decimal | float | None) -> Direction:
    """Where a change of so many per cent points; what shows as 0.00% is flat."""
    if change is None:
        return "unknown"
    if abs(float(change)) < 0.005:
        return "flat"
    return "up" if change > 0 else "down"
