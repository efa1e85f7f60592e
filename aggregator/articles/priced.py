"""What the coins of a report cost when it was published, so that readers see what came of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from aggregator import language
from aggregator.articles.reference import market_prices, nearest
from aggregator.language import TagMatch
from aggregator.market.coins import COINS

# A price further from the report's time than this says nothing about it.
NEAR = timedelta(minutes=15)
MOST = 2


def at_report(reports: Sequence[tuple[datetime, Sequence[TagMatch]]]) -> list[list[dict[str, str]]]:
    """For each report (its time, its tags) what its main coins cost then; one query at most.

    Rows are {coin, usd, at, provider}: the coin's slug, US dollars as a plain number, the
    provider's own time (ISO), and who says so. At most `MOST` coins, in the order of the tags; a
    coin without a price near that time is left out. Of many reports the newest are served first.
    """
    wanted = [(at, _coins(tags)) for at, tags in reports]
    newest = sorted(wanted, key=lambda one: one[0], reverse=True)
    moments = [(coin, at) for at, coins in newest for coin in coins]
    prices = market_prices(moments, NEAR) if moments else {}
    found: list[list[dict[str, str]]] = []
    for at, coins in wanted:
        rows = []
        for coin in coins:
            near = nearest(prices.get(coin, []), at, NEAR)
            if near:
                usd, moment = language.plain(near.usd), near.at.isoformat()
                rows.append({"coin": coin, "usd": usd, "at": moment, "provider": near.source})
        found.append(rows)
    return found


def _coins(tags: Sequence[TagMatch]) -> list[str]:
    main = [one for one in tags if one.about and one.kind == "coin" and one.slug in COINS]
    return [one.slug for one in main[:MOST]]
