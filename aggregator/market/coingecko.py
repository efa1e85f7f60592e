"""Prices from an API in the shape of CoinGecko's `/simple/price`.

https://docs.coingecko.com/reference/simple-price: one object a coin, with `usd`,
`usd_24h_change` (per cent) and `last_updated_at` (Unix seconds).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from urllib.parse import urlencode

from aggregator.market.answers import Answer, answer
from aggregator.market.coins import Coin
from aggregator.market.provider import ProviderError
from aggregator.web import Policy, Request, fetch_all

# What the columns of `Price` hold.
_SMALLEST = Decimal("0.0000000001")
_LARGEST = Decimal(10**13)
_CHANGE_STEP = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class PriceReading:
    """One coin's price. `coin` is the tag's slug, `usd` US dollars, `change_24h` per cent or None
    when the provider does not say; `observed_at` is the provider's own time (UTC)."""

    coin: str
    usd: Decimal
    change_24h: Decimal | None
    provider: str
    observed_at: datetime


@dataclass(frozen=True, slots=True)
class CoinGecko:
    """The provider at `url`; `name` is what readers see."""

    url: str
    name: str
    policy: Policy

    def read(self, coins: Iterable[Coin], now: datetime) -> list[PriceReading]:
        """The prices that the provider knows; a coin without a price is left out.

        Raises ProviderError when the answer can't be used, or holds no price at all.
        """
        wanted = list(coins)
        query = urlencode(
            {
                "ids": ",".join(coin.coingecko for coin in wanted),
                "vs_currencies": "usd",
                "include_24hr_change": "true",
                "include_last_updated_at": "true",
            }
        )
        request = Request(f"{self.url}/simple/price?{query}", accept="application/json")
        prices = answer(fetch_all(self.policy, [request])[0], self.name, "价格")
        found = [
            self._reading(coin.slug, entry, now)
            for coin in wanted
            if (entry := prices.maybe(coin.coingecko)) and entry.maybe("usd")
        ]
        if not found:
            raise ProviderError(f"{self.name} 的应答里没有任何币种的价格")
        return found

    def _reading(self, slug: str, entry: Answer, now: datetime) -> PriceReading:
        change = entry.maybe("usd_24h_change")
        return PriceReading(
            coin=slug,
            usd=entry.at("usd").number(_SMALLEST, _LARGEST).quantize(_SMALLEST),
            # Nothing loses more than all of its value; the upper bound is that of the column.
            change_24h=change.number(-100, 999_999).quantize(_CHANGE_STEP) if change else None,
            provider=self.name,
            observed_at=datetime.fromtimestamp(entry.at("last_updated_at").seconds(now), tz=UTC),
        )
