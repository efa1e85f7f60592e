"""Write prices down, and keep their table small."""

from collections.abc import Iterable
from datetime import datetime

from aggregator.market.coingecko import PriceReading
from aggregator.market.models import Price
from aggregator.market.thinning import thin


def keep(readings: Iterable[PriceReading]) -> int:
    """Store readings; gives the number of new rows.

    A provider that repeats itself (same coin, same time of its own) adds nothing.
    """
    rows = (
        Price.objects.get_or_create(
            coin=reading.coin,
            provider=reading.provider,
            observed_at=reading.observed_at,
            defaults={"usd": reading.usd, "change_24h": reading.change_24h},
        )
        for reading in readings
    )
    return sum(created for _, created in rows)


def prune(now: datetime) -> int:
    """Thin out old prices (see `thinning.thin`); gives the number of deleted rows."""
    return thin(Price.objects.all(), "coin", now)
