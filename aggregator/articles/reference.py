"""What a coin cost when an article was written: from the market, or from what others wrote."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from statistics import median
from typing import Any

from django.db.models import Q, Subquery
from django.db.models.functions import Left

from aggregator import language
from aggregator.articles.models import ArticleTag
from aggregator.language import Lexicon, Valued, book
from aggregator.market.models import Price

# A price this far from an article's time still tells a slip of ten from none.
NEAR = timedelta(hours=3)
AROUND = timedelta(hours=24)
# So many independent reports must pair a coin with its worth, and so many of them agree.
ENOUGH = 5
_AGREE = Decimal("0.6")
_ALIKE = Decimal("1.5")
# Bounds of the two queries.
MOMENTS = 40
PEERS = 300
_PEER_TEXT = 2_000
_SLOT = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Known:
    """US dollars for one coin, who says so (in Chinese, for readers), and of what time it is."""

    usd: Decimal
    source: str
    at: datetime


Wanted = Mapping[int, tuple[datetime, set[str]]]


def reference_prices(wanted: Wanted) -> dict[int, dict[str, Known]]:
    """For each article (id: its time, tickers) the prices we know, by ticker. Two queries at most.

    Coins pegged to the dollar cost one; else the price read nearest in time counts; else what
    at least `ENOUGH` other reports of the 24 hours around imply. An unknown price is left out.
    """
    slugs = book().part(_slugs)
    known: dict[int, dict[str, Known]] = {}
    for article, (at, coins) in wanted.items():
        pegged = {
            coin: Known(Decimal(1), "与美元挂钩，按 1 美元计", at)
            for coin in coins & language.DOLLARS
        }
        known[article] = pegged
    rows = market_prices(
        (slugs[coin], at) for at, coins in wanted.values() for coin in coins if coin in slugs
    )
    rest: list[tuple[int, datetime, str]] = []
    for article, (at, coins) in wanted.items():
        for coin in sorted(coins - language.DOLLARS):
            near = nearest(rows.get(slugs.get(coin, ""), []), at)
            if near:
                known[article][coin] = near
            elif coin in slugs:
                rest.append((article, at, coin))
    if rest:
        peers = _peers({slugs[coin] for _, _, coin in rest}, [at for _, at, _ in rest])
        for article, at, coin in rest:
            if agreed := implied(peers, coin, article, at):
                known[article][coin] = agreed
    return known


def _slugs(source: Lexicon) -> dict[str, str]:
    coins = (term for term in source.terms if term.kind == "coin" and term.ticker)
    return {term.ticker.upper(): term.slug for term in coins}


def market_prices(
    moments: Iterable[tuple[str, datetime]], span: timedelta = NEAR
) -> dict[str, list[Known]]:
    """By slug the prices just before and just after each moment, `span` away at most.

    Moments of one slot of ten minutes share theirs; only the first `MOMENTS` slots are looked
    up. One query.
    """
    slots: dict[tuple[str, int], datetime] = {}
    for slug, at in moments:
        slots.setdefault((slug, int(at.timestamp() // _SLOT.total_seconds())), at)
    near: list[Any] = []  # the stubs know no subquery in a list
    for (slug, _), at in list(slots.items())[:MOMENTS]:
        prices = Price.objects.filter(coin=slug, usd__gt=0)
        before = prices.filter(observed_at__range=(at - span, at)).order_by("-observed_at")
        after = prices.filter(observed_at__range=(at, at + span)).order_by("observed_at")
        near += [Subquery(before.values("pk")[:1]), Subquery(after.values("pk")[:1])]
    found: dict[str, list[Known]] = {}
    if near:
        for row in Price.objects.filter(pk__in=near):
            price = Known(row.usd, row.provider, row.observed_at)
            found.setdefault(row.coin, []).append(price)
    return found


def nearest(prices: Iterable[Known], at: datetime, span: timedelta = NEAR) -> Known | None:
    """The price read nearest to `at`, None when all are further than `span`. Pure."""
    near = [price for price in prices if abs(price.at - at) <= span]
    return min(near, key=lambda price: abs(price.at - at), default=None)


@dataclass(frozen=True, slots=True)
class Peer:
    """A report with its pairs; `told` is the same for reports with one headline."""

    article: int
    told: str
    at: datetime
    pairs: tuple[Valued, ...]


def _peers(slugs: set[str], times: list[datetime]) -> list[Peer]:
    around = Q(sorted_at__range=(min(times) - AROUND, max(times) + AROUND))
    rows = (
        ArticleTag.objects.filter(around, tag__slug__in=slugs, removed=False)
        .order_by("-sorted_at", "-article")
        .values_list(
            "article", "article__title", Left("article__text", _PEER_TEXT),
            "article__fingerprint", "sorted_at",
        )[:PEERS]
    )  # fmt: skip
    peers: dict[int, Peer] = {}
    for article, title, text, fingerprint, at in rows:
        if article not in peers:
            pairs = (*language.valued(title), *language.valued(text))
            peers[article] = Peer(article, fingerprint or str(article), at, pairs)
    return list(peers.values())


def implied(peers: Iterable[Peer], coin: str, article: int, at: datetime) -> Known | None:
    """What the other reports of the day make one coin cost, when enough agree. Pure.

    Every report has one voice, however many amounts it names, and reports with one headline
    have one together; without a majority near the median nobody is believed.
    """
    voices: dict[str, Decimal] = {}
    for peer in peers:
        if peer.article == article or abs(peer.at - at) > AROUND:
            continue
        said = [one for one in peer.pairs if one.coin == coin and one.unit == "USD"]
        if said:
            voices.setdefault(peer.told, median(one.value / one.amount for one in said))
    if len(voices) < ENOUGH:
        return None
    middle = median(voices.values())
    near = sum(middle / _ALIKE <= voice <= middle * _ALIKE for voice in voices.values())
    if near < _AGREE * len(voices):
        return None
    usd = Decimal(f"{middle:.6g}")
    return Known(usd, f"同期其他 {len(voices)} 篇报道的中位数", at)
