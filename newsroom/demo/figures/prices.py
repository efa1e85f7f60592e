"""Made-up prices in the shape of CoinGecko's `simple/price`.

https://docs.coingecko.com/reference/simple-price
"""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import datetime, timedelta
from math import sin

# US dollars at the start, and how much of Bitcoin's way a coin goes with it.
COINS: dict[str, tuple[float, float]] = {
    "bitcoin": (92_400.0, 1.0),
    "ethereum": (3_184.0, 1.3),
    "solana": (141.8, 2.0),
    "ripple": (2.13, 1.4),
    "dogecoin": (0.148, 2.2),
    "binancecoin": (884.0, 0.8),
    "tether": (1.0, 0.0),
}
CURRENCIES = {"usd": 1.0, "cny": 7.12}

# Bitcoin's way, (hours from the start, share above the price at the start): it follows the
# demo's reports of a fall below 90,000 dollars and the recovery.
_WAY = (
    (-168.0, -0.004), (-72.0, 0.004), (-46.0, -0.012), (-39.5, -0.030), (-34.0, -0.024),
    (-28.0, -0.015), (-24.0, -0.016), (-4.0, -0.005), (0.0, 0.0), (0.3, 0.0016), (48.0, 0.012),
    (1000.0, 0.02),
)  # fmt: skip


def _share(hours: float) -> float:
    place = bisect_right(_WAY, hours, key=lambda point: point[0])
    if place in (0, len(_WAY)):
        return _WAY[max(place - 1, 0)][1]
    (before, low), (after, high) = _WAY[place - 1], _WAY[place]
    return low + (high - low) * (hours - before) / (after - before)


def price(coin: str, started: datetime, now: datetime) -> float:
    """US dollars of one coin at `now`; raises `KeyError` for a coin that is not in `COINS`."""
    at_start, follows = COINS[coin]
    hours = (now - started).total_seconds() / 3600
    ripple = 0.0005 * sin(hours * 23) + 0.0003 * sin(hours * 71)
    return at_start * (1 + follows * (_share(hours) + ripple))


def simple_price(
    ids: Iterable[str], currencies: Iterable[str], started: datetime, now: datetime
) -> dict[str, dict[str, float]]:
    """`{coin: {usd, usd_24h_change (percent), last_updated_at (Unix seconds)}}`.

    A coin or currency that is not known is left out, as the service does.
    """
    wanted = [name for name in currencies if name in CURRENCIES]
    found: dict[str, dict[str, float]] = {}
    for coin in ids:
        if coin not in COINS:
            continue
        dollars = price(coin, started, now)
        before = price(coin, started, now - timedelta(hours=24))
        row: dict[str, float] = {}
        for currency in wanted:
            row[currency] = float(f"{dollars * CURRENCIES[currency]:.6g}")
            row[f"{currency}_24h_change"] = (dollars / before - 1) * 100
        row["last_updated_at"] = int(now.timestamp()) // 30 * 30
        found[coin] = row
    return found
