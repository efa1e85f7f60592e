"""Prices from an API in the shape of CoinGecko's.

https://docs.coingecko.com/reference/simple-price: one object a coin, with `usd`,
`usd_24h_change` (per cent) and `last_updated_at` (Unix seconds).
https://docs.coingecko.com/reference/coins-id-market-chart: `prices` as pairs of Unix milliseconds
and dollars, every five minutes for one day, every hour for two to ninety.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from urllib.parse import quote, urlencode

from aggregator.market.answers import Answer, answer
from aggregator.market.coins import Coin
from aggregator.market.provider import ProviderError
from aggregator.web import Failed, Policy, Request, fetch_all

# What the columns of `Price` hold.
_SMALLEST = Decimal("0.0000000001")
_LARGEST = Decimal(10**13)
_CHANGE_STEP = Decimal("0.0001")
# More than the API gives for any span that we ask for.
_MOST_POINTS = 5_000


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

    def past(self, coin: Coin, days: int, now: datetime) -> list[PriceReading]:
        """The coin's prices of the last `days` days, as the provider spaces them, oldest first.

        Empty when the provider does not know the coin. `change_24h` is None throughout. Raises
        ProviderError when the answer can't be used.
        """
        query = urlencode({"vs_currency": "usd", "days": days})
        address = f"{self.url}/coins/{quote(coin.coingecko)}/market_chart?{query}"
        outcome = fetch_all(self.policy, [Request(address, accept="application/json")])[0]
        if isinstance(outcome, Failed) and outcome.kind == "http_404":
            return []
        pairs = answer(outcome, self.name, "历史价格").at("prices").items()
        if len(pairs) > _MOST_POINTS:
            raise ProviderError(f"{self.name} 的历史价格多得不合理（{len(pairs)} 个）")
        return [self._past(coin.slug, pair, now) for pair in pairs if pair.at(1).value is not None]

    def _past(self, slug: str, pair: Answer, now: datetime) -> PriceReading:
        latest = int((now + timedelta(hours=2)).timestamp() * 1000)
        seconds = pair.at(0).whole(0, latest) // 1000
        return PriceReading(
            coin=slug,
            usd=pair.at(1).number(_SMALLEST, _LARGEST).quantize(_SMALLEST),
            change_24h=None,
            provider=self.name,
            observed_at=datetime.fromtimestamp(seconds, tz=UTC),
        )

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
