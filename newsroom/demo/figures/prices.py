"""Made-up prices in the shape of CoinGecko's `simple/price` and `coins/{id}/market_chart`.

https://docs.coingecko.com/reference/simple-price,
https://docs.coingecko.com/reference/coins-id-market-chart
"""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from math import sin, tau
from typing import Any

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
    (-720.0, 0.011), (-672.0, -0.006), (-600.0, 0.018), (-540.0, 0.027), (-470.0, 0.009),
    (-430.0, 0.014), (-380.0, -0.014), (-330.0, -0.002), (-290.0, -0.021), (-240.0, -0.012),
    (-200.0, 0.006), (-168.0, -0.004), (-130.0, 0.013), (-96.0, 0.008), (-72.0, 0.004), (-46.0, -0.012), (-39.5, -0.030), (-34.0, -0.024),
    (-28.0, -0.015), (-24.0, -0.016), (-4.0, -0.005), (0.0, 0.0), (0.3, 0.0016), (48.0, 0.012),
    (1000.0, 0.02),
)  # fmt: skip


def _share(hours: float) -> float:
    place = bisect_right(_WAY, hours, key=lambda point: point[0])
    if place in (0, len(_WAY)):
        return _WAY[max(place - 1, 0)][1]
    (before, low), (after, high) = _WAY[place - 1], _WAY[place]
    return low + (high - low) * (hours - before) / (after - before)


# How often it swings around that way (radians an hour), and by what share.
_SWINGS = (
    (0.137, 0.0030),
    (0.61, 0.0013),
    (1.93, 0.0008),
    (4.7, 0.0006),
    (23, 0.0005),
    (71, 0.0003),
)


def _swing(coin: str, hours: float) -> float:
    """A share above or below the way; 0 at the start. Every coin swings in its own time."""
    phase = tau * sha256(coin.encode()).digest()[0] / 256
    return sum(
        size * (sin(hours * pace + phase * (n + 1)) - sin(phase * (n + 1)))
        for n, (pace, size) in enumerate(_SWINGS)
    )


def price(coin: str, started: datetime, now: datetime) -> float:
    """US dollars of one coin at `now`; raises `KeyError` for a coin that is not in `COINS`."""
    at_start, follows = COINS[coin]
    hours = (now - started).total_seconds() / 3600
    return at_start * (1 + follows * (_share(hours) + _swing(coin, hours)))


def market_chart(coin: str, days: int, started: datetime, now: datetime) -> dict[str, Any] | None:
    """`{prices: [[Unix milliseconds, US dollars], …]}`: every five minutes for one day, every hour
    for more, as the service spaces them, and the last for `now`. None for an unknown coin."""
    if coin not in COINS:
        return None
    step = 300 if days == 1 else 3600
    end = int(now.timestamp())
    times = [*range((end - days * 86_400) // step * step + step, end, step), end]
    told = [
        (second * 1000, price(coin, started, datetime.fromtimestamp(second, tz=now.tzinfo)))
        for second in times
    ]
    return {"prices": [[at, float(f"{dollars:.8g}")] for at, dollars in told]}


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
