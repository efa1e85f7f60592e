"""JSON-RPC: several calls in one POST, as Bitcoin Core and Ethereum nodes take them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from aggregator.market.answers import Answer, answer
from aggregator.market.provider import ProviderError
from aggregator.web import Policy, Request, fetch_all


@dataclass(frozen=True, slots=True)
class Call:
    """A method and its parameters."""

    method: str
    params: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """The node at `url`; `authorization` is the header that it wants, if any."""

    url: str = field(repr=False)
    name: str
    policy: Policy
    authorization: str = field(default="", repr=False)

    def ask(self, calls: Sequence[Call]) -> list[Answer]:
        """The results in the order of `calls`; one request.

        Raises ProviderError when the node can't be reached, answers an error, or leaves one out.
        """
        batch = [
            {"jsonrpc": "2.0", "id": number, "method": call.method, "params": list(call.params)}
            for number, call in enumerate(calls)
        ]
        request = Request(
            self.url, accept="application/json", json=batch, authorization=self.authorization
        )
        reply = answer(fetch_all(self.policy, [request])[0], self.name, "JSON-RPC")
        if isinstance(reply.value, dict):  # a node that refuses the whole batch
            raise self._refusal(reply, "请求")
        # The specification lets a server answer in any order.
        by_id = {item.at("id").whole(0, len(calls) - 1): item for item in reply.items()}
        return [self._result(by_id, number, call) for number, call in enumerate(calls)]

    def _result(self, by_id: dict[int, Answer], number: int, call: Call) -> Answer:
        item = by_id.get(number)
        if item is None:
            raise ProviderError(f"{self.name} 没有回答 {call.method}")
        if item.maybe("error") is not None:
            raise self._refusal(item, call.method)
        return Answer(self.name, call.method, item.at("result").value)

    def _refusal(self, item: Answer, what: str) -> ProviderError:
        error = item.maybe("error")
        code = error.at("code").whole(-100_000, 100_000) if error else "无"
        return ProviderError(f"{self.name} 拒绝了 {what}（错误代码 {code}）")
