"""What stands beside an article that names a coin: its price, and its network's figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from aggregator.chain.panel import Panel, panels
from aggregator.market.quotes import Quote, quotes


@dataclass(frozen=True, slots=True)
class CoinCard:
    """A coin. panel is None for a coin whose network we don't read."""

    tag_slug: str
    quote: Quote
    panel: Panel | None


def coin_cards(tag_slugs: Sequence[str], now: datetime) -> tuple[CoinCard, ...]:
    """The cards of those tags that have figures, in the order asked; three queries at most."""
    found = quotes(tag_slugs, now)
    if not found:
        return ()
    by_slug = {panel.tag_slug: panel for panel in panels(now) if panel.height is not None}
    return tuple(
        CoinCard(slug, quote, by_slug.get(slug))
        for slug, quote in found.items()
        if quote.usd is not None or slug in by_slug
    )
