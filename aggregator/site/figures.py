"""The strip of prices and the side column's networks, as one page shows them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from aggregator.chain.panel import Panel, panels
from aggregator.market.coins import COINS as PRICED
from aggregator.market.quotes import Quote, quotes
from aggregator.site.keeping.kept import kept

COINS = ("bitcoin", "ethereum", "solana", "bnb", "xrp", "dogecoin", "hype")
ALWAYS = frozenset(COINS[:2])
SECONDS = 10


@dataclass(frozen=True, slots=True)
class Figures:
    """quotes: of the strip; a coin that was never read is there only if it is one of `ALWAYS`.

    panels: the networks that the settings name a provider for. by_coin: of every coin that has
    a price, by its slug.
    """

    quotes: tuple[Quote, ...]
    panels: tuple[Panel, ...]
    by_coin: Mapping[str, Quote]


def figures(now: datetime) -> Figures:
    """What we know of prices and networks, read at most `SECONDS` before `now`.

    Three queries, when it is not kept.
    """
    return kept("figures", SECONDS, lambda: _read(now))


def _read(now: datetime) -> Figures:
    found = quotes([*COINS, *PRICED], now)
    known = {coin: quote for coin, quote in found.items() if quote.usd is not None}
    shown = tuple(found[coin] for coin in COINS if coin in known or coin in ALWAYS)
    return Figures(shown, panels(now), known)
