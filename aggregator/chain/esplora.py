"""Bitcoin figures from a server with Esplora's REST API, or mempool.space's larger one.

https://github.com/Blockstream/esplora/blob/master/API.md, https://mempool.space/docs/api/rest.
Plain Esplora knows no `/v1/…`: its blocks and fees come from elsewhere, and what only
mempool.space tells (hash rate, the estimate of the next retarget) stays unknown.
"""

from dataclasses import dataclass, field
from datetime import datetime

from aggregator.chain import bitcoin, esplora_past
from aggregator.chain.esplora_past import block_line
from aggregator.chain.provider import Figure, Past, Reading
from aggregator.market.answers import Answer, answer
from aggregator.web import Failed, Outcome, Policy, Request, fetch_all

_TIP, _BLOCKS, _MEMPOOL = "/blocks/tip/height", "/v1/blocks", "/mempool"
_RETARGET, _HASH_RATE = "/v1/difficulty-adjustment", "/v1/mining/hashrate/3d"
_FEES = "/v1/fees/recommended"
_PLAIN_BLOCKS, _PLAIN_FEES = "/blocks", "/fee-estimates"
_PLAIN = {_BLOCKS: _PLAIN_BLOCKS, _FEES: _PLAIN_FEES}
_NOT_OFFERED = frozenset({"http_404", "http_4xx"})
# Two answers of one server may stand this many blocks apart: blocks arrive, caches lag.
_LAG = 2


@dataclass(frozen=True, slots=True)
class Esplora:
    """The server whose API begins at `url`."""

    url: str = field(repr=False)
    name: str
    policy: Policy
    network = "bitcoin"

    def read(self, now: datetime) -> Reading:
        """Ask once. Raises ProviderError; a `/v1/…` that the server lacks is no error."""
        got = self._ask([_TIP, _BLOCKS, _RETARGET, _HASH_RATE, _MEMPOOL, _FEES])
        got |= self._ask([_PLAIN[path] for path in _PLAIN if got[path] is None])
        tip = self._need(got, _TIP).whole(1, bitcoin.HIGHEST)
        blocks = got[_BLOCKS] or self._need(got, _PLAIN_BLOCKS)
        block = self._newest(blocks, tip)
        height = block.at("height").whole(1, bitcoin.HIGHEST)
        last_block_at = block.at("timestamp").seconds(now)
        mempool = self._need(got, _MEMPOOL)
        return Reading(
            network=self.network,
            provider=self.name,
            height=height,
            figures={
                "last_block_at": last_block_at,
                **_hash_rate(got[_HASH_RATE]),
                "difficulty": float(block.at("difficulty").number(1, bitcoin.LARGEST_DIFFICULTY)),
                "adjustment_percent": _adjustment(got[_RETARGET]),
                "mempool_transactions": mempool.at("count").whole(0, bitcoin.LARGEST_COUNT),
                "mempool_vbytes": round(mempool.at("vsize").number(0, bitcoin.LARGEST_VBYTES)),
                **_fees(got[_FEES], got.get(_PLAIN_FEES)),
                **bitcoin.calendar(height, last_block_at),
            },
            observed_at=now,
            blocks=tuple(block_line(one, now) for one in blocks.items()),
        )

    def past(self, mark: str, now: datetime) -> Past:
        """The month's hash rate at first, then the blocks of a week, a page at a time."""
        if not mark:
            return esplora_past.first(self._ask, self.network, self.name, now)
        return esplora_past.following(self._ask, mark, now)

    def _ask(self, paths: list[str]) -> dict[str, Answer | None]:
        requests = [Request(self.url + path, accept="application/json") for path in paths]
        outcomes = fetch_all(self.policy, requests) if requests else []
        return {
            path: None if _is_missing(outcome) else answer(outcome, self.name, path)
            for path, outcome in zip(paths, outcomes, strict=True)
        }

    def _need(self, got: dict[str, Answer | None], path: str) -> Answer:
        """The answer of a path that every server has. Raises ProviderError for one without."""
        found = got[path]
        if found is None:
            raise Answer(self.name, path, None).wrong("在这台服务器上不存在，请检查地址")
        return found

    def _newest(self, blocks: Answer, tip: int) -> Answer:
        newest = max(blocks.items(), key=lambda block: block.at("height").whole(0, bitcoin.HIGHEST))
        if abs(newest.at("height").whole(0, bitcoin.HIGHEST) - tip) > _LAG:
            raise newest.wrong(f"的高度与 {_TIP} 不一致")
        return newest


def _is_missing(outcome: Outcome) -> bool:
    return isinstance(outcome, Failed) and outcome.kind in _NOT_OFFERED


def _hash_rate(found: Answer | None) -> dict[str, Figure]:
    """mempool.space answers 0 when its own node does not: unknown, not zero."""
    rate = found.at("currentHashrate").number(0, bitcoin.LARGEST_HASH_RATE) if found else None
    return {"hash_rate": float(rate) if rate else None, "hash_rate_window": "来源估计"}


def _adjustment(found: Answer | None) -> float | None:
    """Per cent; no retarget goes beyond a factor of four."""
    return float(found.at("difficultyChange").number(-75, 300)) if found else None


def _fees(recommended: Answer | None, estimates: Answer | None) -> dict[str, Figure]:
    """sat/vB, from either of the two forms."""
    if recommended is not None:
        soon, hour = recommended.at("fastestFee"), recommended.at("hourFee")
        found: tuple[Answer | None, Answer | None] = (soon, hour)
    elif estimates is not None:
        found = (estimates.maybe("1"), estimates.maybe("6"))
    else:
        found = (None, None)
    return dict(zip(("fee_next", "fee_hour"), map(_rate, found), strict=True))


def _rate(found: Answer | None) -> float | None:
    return float(found.number(0, bitcoin.LARGEST_FEE)) if found else None
