"""Ethereum figures from a node, over its JSON-RPC.

https://ethereum.org/developers/docs/apis/json-rpc/
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from aggregator.chain.provider import Past, Reading
from aggregator.chain.rpc import Call, Node
from aggregator.market.answers import Answer

_HIGHEST = 10**10
_LARGEST_WEI = 10**18
_WEI_PER_GWEI = 10**9
# A public endpoint is many nodes; they may stand this many blocks apart.
_LAG = 10
# How many blocks back from the tip the past is looked at: every quarter of an hour for a day,
# every two hours for a week, every six for thirty days, at twelve seconds a block.
_BACK = (*range(75, 7_200, 75), *range(7_200, 50_400, 600), *range(50_400, 216_001, 1_800))
_BATCH = 20  # what public endpoints take in one request


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

    def past(self, mark: str, now: datetime) -> Past:
        """Headers of twenty older blocks. mark: the tip at the first piece, and the place."""
        tip, place = _mark(mark) or (self._tip(), 0)
        heights = [tip - back for back in _BACK[place : place + _BATCH] if back < tip]
        if not heights:
            return Past()
        calls = [Call("eth_getBlockByNumber", (hex(height), False)) for height in heights]
        blocks = [block for block in self.node.ask(calls) if block.value is not None]
        following = place + _BATCH
        return Past(
            readings=tuple(self._past(block, now) for block in blocks),
            mark=f"{tip}:{following}" if following < len(_BACK) else None,
        )

    def _tip(self) -> int:
        (number,) = self.node.ask((Call("eth_blockNumber"),))
        return number.quantity(0, _HIGHEST)

    def _past(self, block: Answer, now: datetime) -> Reading:
        at = block.at("timestamp").seconds(now)
        return Reading(
            network=self.network,
            provider=self.name,
            height=block.at("number").quantity(0, _HIGHEST),
            figures={"last_block_at": at, "base_fee": _gwei(block.maybe("baseFeePerGas"))},
            observed_at=datetime.fromtimestamp(at, tz=UTC),
        )


def _mark(mark: str) -> tuple[int, int] | None:
    tip, _, place = mark.partition(":")
    return (int(tip), int(place)) if place else None


def _gwei(found: Answer | None) -> float | None:
    return found.quantity(0, _LARGEST_WEI) / _WEI_PER_GWEI if found else None
