"""What a page says beside reports: the names in them, and the coins that have figures."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Count, Q

from aggregator.articles.models import Tag
from aggregator.chain.card import CoinCard, coin_cards

CARDS = 2
NAMES = 24


def named_in(articles: Sequence[int]) -> list[Tag]:
    """The tags of several articles, those that most of them are about first; one query."""
    kept = Q(tagged__article__in=articles, tagged__removed=False)
    rows = Tag.objects.filter(kept).annotate(
        mains=Count("tagged", filter=Q(tagged__about=True)), all=Count("tagged")
    )
    return list(rows.order_by("-mains", "-all", "name")[:NAMES])


def by_kind(tags: Iterable[Tag]) -> list[tuple[str, list[Tag]]]:
    """The tags under the name of their kind, the kinds in the order of `Tag.Kind`. Pure."""
    groups: dict[str, list[Tag]] = {kind: [] for kind in Tag.Kind.values}
    for tag in tags:
        groups.setdefault(tag.kind, []).append(tag)
    return [(some[0].get_kind_display(), some) for some in groups.values() if some]


def cards(tags: Iterable[Tag], now: datetime) -> list[tuple[Tag, CoinCard]]:
    """The coins that stand beside a text with figures; three queries at most."""
    coins = {tag.slug: tag for tag in tags if tag.kind == Tag.Kind.COIN}
    if not coins:
        return []
    return [(coins[card.tag_slug], card) for card in coin_cards(list(coins), now)[:CARDS]]
