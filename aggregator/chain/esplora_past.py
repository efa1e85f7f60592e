"""The past that an Esplora server tells: the month's hash rate, and the last days' blocks.

https://mempool.space/docs/api/rest#get-hashrate, https://mempool.space/docs/api/rest#get-blocks-bulk
and, of plain Esplora, `/blocks/:start_height`. Pure but for `ask`.
"""

from bisect import bisect_right
from collections.abc import Callable
from datetime import UTC, datetime

from aggregator.chain import bitcoin
from aggregator.chain.provider import BlockLine, Past, Reading
from aggregator.market.answers import Answer

Ask = Callable[[list[str]], dict[str, Answer | None]]

_TIP, _MONTH = "/blocks/tip/height", "/v1/mining/hashrate/1m"
_PAGES = ("/v1/blocks/{}", "/blocks/{}")
_DEPTH = 1008  # blocks: about a week
_LARGEST_WEIGHT = 4_000_000  # Bitcoin Core, MAX_BLOCK_WEIGHT
_LARGEST_FEES = 21_000_000 * 10**8


def first(ask: Ask, network: str, provider: str, now: datetime) -> Past:
    """The month's hash rate where the server tells it, and where the blocks begin."""
    got = ask([_TIP, _MONTH])
    tip, month = got[_TIP], got[_MONTH]
    if tip is None:
        return Past()
    height = tip.whole(1, bitcoin.HIGHEST)
    readings = _month(month, network, provider, now) if month else ()
    return Past(readings=readings, mark=f"{height}:{max(height - _DEPTH, 1)}")


def following(ask: Ask, mark: str, now: datetime) -> Past:
    """A page of blocks down from the mark's height, until its second height is reached."""
    height, stop = map(int, mark.split(":"))
    page: Answer | None = None
    for path in _PAGES:
        page = page or ask([path.format(height)])[path.format(height)]
    if page is None:
        return Past()
    blocks = tuple(block_line(one, now) for one in page.items())
    lowest = min(block.height for block in blocks) - 1
    # A page that leads no further down would be asked for ever.
    more = stop < lowest < height
    return Past(blocks=blocks, mark=f"{lowest}:{stop}" if more else None)


def block_line(block: Answer, now: datetime) -> BlockLine:
    """A block of a list. `extras` is mempool.space's own."""
    transactions, weight = block.maybe("tx_count"), block.maybe("weight")
    extras = block.maybe("extras")
    fees = extras.maybe("totalFees") if extras else None
    return BlockLine(
        height=block.at("height").whole(0, bitcoin.HIGHEST),
        mined_at=datetime.fromtimestamp(block.at("timestamp").seconds(now), tz=UTC),
        transactions=transactions.whole(0, bitcoin.LARGEST_COUNT) if transactions else None,
        weight=weight.whole(0, _LARGEST_WEIGHT) if weight else None,
        fees=fees.whole(0, _LARGEST_FEES) if fees else None,
    )


def _month(month: Answer, network: str, provider: str, now: datetime) -> tuple[Reading, ...]:
    """A reading a day; each with the difficulty that held then."""
    changes = sorted(
        (one.at("time").seconds(now), float(one.at("difficulty").number(1, 10**20)))
        for one in month.at("difficulty").items()
    )
    readings = []
    for day in month.at("hashrates").items():
        at = day.at("timestamp").seconds(now)
        place = bisect_right(changes, at, key=lambda change: change[0])
        rate = float(day.at("avgHashrate").number(0, bitcoin.LARGEST_HASH_RATE))
        readings.append(
            Reading(
                network=network,
                provider=provider,
                height=None,
                figures={
                    "hash_rate": rate or None,
                    "difficulty": changes[place - 1][1] if place else None,
                },
                observed_at=datetime.fromtimestamp(at, tz=UTC),
            )
        )
    return tuple(readings)
