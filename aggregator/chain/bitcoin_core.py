"""Bitcoin figures from a Bitcoin Core node, over its JSON-RPC.

https://developer.bitcoin.org/reference/rpc/
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from aggregator.chain import bitcoin
from aggregator.chain.provider import Past, Reading
from aggregator.chain.rpc import Call, Node
from aggregator.market.answers import Answer
from aggregator.market.provider import ProviderError

_HASH = r"[0-9a-f]{64}"
_WINDOW = 144  # about a day
_SAT_PER_VB = Decimal(100_000)  # one BTC/kvB


@dataclass(frozen=True, slots=True)
class BitcoinCore:
    """The node behind `node`."""

    node: Node
    network = "bitcoin"

    @property
    def name(self) -> str:
        """The source, as the page names it."""
        return self.node.name

    def read(self, now: datetime) -> Reading:
        """Ask once. Raises ProviderError, also for a node of a test network or one that is
        still catching up: its figures would be true of another chain, or of another year."""
        chain, hash_rate, mempool, soon, hour = self.node.ask(
            (
                Call("getblockchaininfo"),
                Call("getnetworkhashps", (_WINDOW,)),
                Call("getmempoolinfo"),
                Call("estimatesmartfee", (1,)),
                Call("estimatesmartfee", (6,)),
            )
        )
        self._check(chain)
        height = chain.at("blocks").whole(1, bitcoin.HIGHEST)
        tip, first = self._headers(height, chain.at("bestblockhash").word(_HASH))
        last_block_at = tip.at("time").seconds(now)
        return Reading(
            network=self.network,
            provider=self.name,
            height=height,
            figures={
                "last_block_at": last_block_at,
                "hash_rate": float(hash_rate.number(1, bitcoin.LARGEST_HASH_RATE)),
                "hash_rate_window": f"近 {_WINDOW} 块",
                "difficulty": float(tip.at("difficulty").number(1, bitcoin.LARGEST_DIFFICULTY)),
                "adjustment_percent": bitcoin.adjustment_percent(
                    height, first.at("time").seconds(now), last_block_at
                ),
                "mempool_transactions": mempool.at("size").whole(0, bitcoin.LARGEST_COUNT),
                "mempool_vbytes": mempool.at("bytes").whole(0, bitcoin.LARGEST_VBYTES),
                "fee_next": _fee(soon),
                "fee_hour": _fee(hour),
                **bitcoin.calendar(height, last_block_at),
            },
            observed_at=now,
        )

    def past(self, mark: str, now: datetime) -> Past:  # noqa: ARG002 - what every provider takes
        """Nothing: a node keeps no record of what it estimated."""
        return Past()

    def _check(self, chain: Answer) -> None:
        network = chain.at("chain").word(r"[a-z0-9]{1,20}")
        if network != "main":
            raise ProviderError(f"{self.name} 运行在 {network} 网络上，不是比特币主网")
        if chain.at("initialblockdownload").value is not False:
            raise ProviderError(f"{self.name} 还在同步区块，数字暂不可用")

    def _headers(self, height: int, tip_hash: str) -> tuple[Answer, Answer]:
        """The newest header, and that of the first block of its difficulty period."""
        start = height - height % bitcoin.RETARGET_BLOCKS
        tip, start_hash = self.node.ask(
            (Call("getblockheader", (tip_hash,)), Call("getblockhash", (start,)))
        )
        if tip.at("height").whole(0, bitcoin.HIGHEST) != height:
            raise tip.wrong("的高度与 getblockchaininfo 不一致")
        (first,) = self.node.ask((Call("getblockheader", (start_hash.word(_HASH),)),))
        return tip, first


def _fee(estimate: Answer) -> float | None:
    """sat/vB of an estimate; None when the node has not seen enough blocks to say."""
    rate = estimate.maybe("feerate")
    if rate is None:
        return None
    return float(rate.number(0, bitcoin.LARGEST_FEE / _SAT_PER_VB) * _SAT_PER_VB)
