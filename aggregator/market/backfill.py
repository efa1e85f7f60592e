"""Past prices: asked for once a coin, so that its chart is full from the first day."""

import logging
from collections.abc import Collection
from datetime import datetime, timedelta

from aggregator.market import outages
from aggregator.market.coingecko import CoinGecko, PriceReading
from aggregator.market.coins import COINS, Coin
from aggregator.market.models import Backfill, Outage, Price
from aggregator.market.provider import ProviderError
from aggregator.market.quotes import STALE

logger = logging.getLogger(__name__)

SUBJECT = "prices-past"
# Thirty days by the hour, the last one every five minutes.
WINDOWS = (30, 1)
# A provider that failed is not asked for history again before that; prices go on meanwhile.
REST = timedelta(minutes=10)


def next_wanted(done: Collection[tuple[str, int]]) -> tuple[Coin, int] | None:
    """The first coin and number of days not yet in `done`; None when everything is filled."""
    wanted = ((coin, days) for coin in COINS.values() for days in WINDOWS)
    return next((one for one in wanted if (one[0].slug, one[1]) not in done), None)


def fill_one(provider: CoinGecko | None, now: datetime) -> int:
    """Ask for one coin's past that is missing; gives the number of prices it answered.

    Nothing is asked when no provider is set, when all is filled, or while the provider rests
    after a failure. A failure is logged and noted.
    """
    if provider is None or (wanted := next_wanted(_done(provider.name))) is None:
        return 0
    if _rests(provider.name, now):
        return 0
    coin, days = wanted
    try:
        readings = provider.past(coin, days, now)
    except ProviderError as error:
        logger.warning("%s %s: %s", SUBJECT, coin.slug, error)
        outages.begin(SUBJECT, provider.name, error, now)
        return 0
    outages.end(SUBJECT)
    _keep(readings, now)
    Backfill.objects.update_or_create(
        coin=coin.slug,
        provider=provider.name,
        days=days,
        defaults={"points": len(readings), "filled_at": now},
    )
    return len(readings)


def _done(provider: str) -> set[tuple[str, int]]:
    return set(Backfill.objects.filter(provider=provider).values_list("coin", "days"))


def _rests(provider: str, now: datetime) -> bool:
    failed = Outage.objects.filter(subject=SUBJECT, provider=provider, latest__gt=now - REST)
    return failed.exists() or outages.is_resting(SUBJECT, provider, now)


def _keep(readings: list[PriceReading], now: datetime) -> None:
    """Store what is older than a stale quote: the newest price must be one with its change."""
    rows = [
        Price(
            coin=one.coin,
            usd=one.usd,
            change_24h=None,
            provider=one.provider,
            observed_at=one.observed_at,
        )
        for one in readings
        if one.observed_at < now - STALE
    ]
    Price.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
