"""The list of coins: price, the last week as a small line, and how much is said of each."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count

from aggregator.articles.models import ArticleTag, Tag
from aggregator.articles.places import tag_address
from aggregator.language import lexicon
from aggregator.market import history
from aggregator.market.coins import COINS
from aggregator.market.quotes import Quote, quotes
from aggregator.site.charts.drawing import Frame
from aggregator.site.charts.spark import spark
from aggregator.site.keeping.kept import kept

SPARK = Frame(width=104, height=24, top=2, foot=2)
_WEEK = timedelta(days=7)
_GAP = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class CoinRow:
    """A coin of the list. trace: its week as a path. count: articles of the last 24 hours."""

    slug: str
    name: str
    quote: Quote
    trace: str
    count: int

    @property
    def href(self) -> str:
        """Its page."""
        return tag_address(Tag.Kind.COIN, self.slug)


def coins(now: datetime) -> tuple[CoinRow, ...]:
    """The coins that we have a price of, then the others; three queries, when nothing is kept."""
    traces = kept("coins:traces", 300, lambda: _traces(now))
    counts = kept("coins:counts", 60, lambda: _counts(now))
    terms = lexicon().by_slug
    found = [
        CoinRow(
            slug=slug,
            name=terms[slug].name if slug in terms else quote.ticker,
            quote=quote,
            trace=traces.get(slug, ""),
            count=counts.get(slug, 0),
        )
        for slug, quote in quotes(list(COINS), now).items()
    ]
    return tuple(sorted(found, key=lambda row: row.quote.usd is None))


def _traces(now: datetime) -> dict[str, str]:
    found = history.sparks(COINS, _WEEK, now)
    return {coin: spark(points, _GAP, SPARK) for coin, points in found.items()}


def _counts(now: datetime) -> dict[str, int]:
    rows = (
        ArticleTag.objects.filter(
            tag__slug__in=list(COINS),
            removed=False,
            sorted_at__gt=now - timedelta(hours=24),
            article__is_hidden=False,
            article__is_lead=True,
        )
        .values_list("tag__slug")
        .annotate(count=Count("pk"))
        .order_by()
    )
    return dict(rows)
