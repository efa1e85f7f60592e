"""Ethereum figures from a node, over its JSON-RPC.

https://ethereum.org/developers/docs/apis/json-rpc/
"""

from dataclasses import dataclass
from datetime import datetime

from aggregator.chain.provider import Reading
from aggregator.chain.rpc import Call, Node
from aggregator.market.answers import Answer

_HIGHEST = 10**10
_LARGEST_WEI = 10**18
_WEI_PER_GWEI = 10**9
# A public endpoint is many nodes; they may stand this many blocks apart.
_LAG = 10


@dataclass(frozen=True, slots=True)
class Ethereum:
    """The node behind `node`."""

    node: Node
    network = "ethereum"

    @property
    def name(self) -> str:
        """The source, as the page names it."""
        return self.node.name

    def read(self, now: datetime) -> Reading:
        """Ask once. Raises ProviderError. A block without base fee (before EIP-1559) leaves it
        unknown."""
        number, block, gas_price = self.node.ask(
            (
                Call("eth_blockNumber"),
                Call("eth_getBlockByNumber", ("latest", False)),
                Call("eth_gasPrice"),
            )
        )
        height = block.at("number").quantity(0, _HIGHEST)
        if abs(number.quantity(0, _HIGHEST) - height) > _LAG:
            raise block.wrong("的高度与 eth_blockNumber 不一致")
        base_fee = block.maybe("baseFeePerGas")
        return Reading(
            network=self.network,
            provider=self.name,
            height=height,
            figures={
                "last_block_at": block.at("timestamp").seconds(now),
                "base_fee": _gwei(base_fee),
                "gas_price": _gwei(gas_price),
            },
            observed_at=now,
        )


def _gwei(found: Answer | None) -> float | None:
    return found.quantity(0, _LARGEST_WEI) / _WEI_PER_GWEI if found else None
