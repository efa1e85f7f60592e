"""What stands beside an article that names a coin: its price, and its network's figures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from aggregator.chain.panel import Panel
from aggregator.market.quotes import Quote


@dataclass(frozen=True, slots=True)
class CoinCard:
    """A coin. panel is None for a coin whose network we don't read."""

    tag_slug: str
    quote: Quote
    panel: Panel | None


def coin_cards(
    tag_slugs: Iterable[str], quotes: Mapping[str, Quote], panels: Iterable[Panel]
) -> tuple[CoinCard, ...]:
    """The cards of those tags that have figures, in the order asked. Pure.

    quotes: by the slug of their coin, also of coins whose price is unknown.
    """
    by_slug = {panel.tag_slug: panel for panel in panels if panel.height is not None}
    return tuple(
        CoinCard(slug, quotes[slug], by_slug.get(slug))
        for slug in tag_slugs
        if slug in quotes and (quotes[slug].usd is not None or slug in by_slug)
    )
