"""The Ethereum provider, against a real anvil, and against nodes that answer nonsense."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest

from aggregator.chain.ethereum import Ethereum
from aggregator.chain.rpc import Call, Node
from aggregator.market.provider import ProviderError
from aggregator.web import Policy
from tests.chain.anvil import anvil
from tests.market.server import Server

NOW = datetime(2026, 3, 25, 12, tzinfo=UTC)
HEIGHT = 24_731_846
AT = int(NOW.timestamp()) - 8


def node(url: str) -> Node:
    policy = Policy(user_agent="newsroom-test", trusted=frozenset({urlsplit(url).netloc}))
    return Node(url, "测试源", policy)


@pytest.fixture(scope="module")
def chain() -> Iterator[Node]:
    with anvil("--block-base-fee-per-gas", "7000000000", "--gas-limit", "30000000") as url:
        yield node(url)


def hexadecimal(value: object) -> int:
    assert isinstance(value, str)
    return int(value, 16)


def test_a_real_node(chain: Node) -> None:
    now = datetime.now(UTC)
    first = Ethereum(chain).read(now)
    assert (first.network, first.provider) == ("ethereum", "测试源")
    assert first.observed_at == now
    block, gas_price = chain.ask(
        [Call("eth_getBlockByNumber", ("latest", False)), Call("eth_gasPrice")]
    )
    assert first.figures == {
        "last_block_at": hexadecimal(block.at("timestamp").value),
        "base_fee": hexadecimal(block.at("baseFeePerGas").value) / 1e9,
        "gas_price": hexadecimal(gas_price.value) / 1e9,
    }


def test_figures_follow_the_chain(chain: Node) -> None:
    now = datetime.now(UTC)
    before = Ethereum(chain).read(now)
    chain.ask([Call("anvil_setNextBlockBaseFeePerGas", ("0x3b9aca00",)), Call("evm_mine")])
    mined = Ethereum(chain).read(now)
    assert mined.height == before.height + 1
    assert mined.figures["base_fee"] == 1.0
    chain.ask([Call("anvil_mine", ("0x20",))])
    later = Ethereum(chain).read(now + timedelta(hours=1))
    assert later.height == before.height + 33
    # Empty blocks: EIP-1559 lowers the base fee, by an eighth at most.
    assert isinstance(later.figures["base_fee"], float)
    assert 0.875**32 <= later.figures["base_fee"] < 1.0


def rpc(**changes: object) -> dict[str, object]:
    block = {"number": hex(HEIGHT), "timestamp": hex(AT), "baseFeePerGas": hex(213_400_000)}
    return {
        "eth_blockNumber": hex(HEIGHT),
        "eth_getBlockByNumber": block,
        "eth_gasPrice": hex(1_250_000_000),
    } | changes


def serve(server: Server, results: dict[str, object]) -> Ethereum:
    server.rpc = lambda method, params: results[method]
    return Ethereum(node(server.url))


def test_gwei_are_exact(server: Server) -> None:
    reading = serve(server, rpc()).read(NOW)
    assert reading.height == HEIGHT
    assert reading.figures == {"last_block_at": AT, "base_fee": 0.2134, "gas_price": 1.25}


def test_a_block_without_base_fee_leaves_it_unknown(server: Server) -> None:
    old = {"number": hex(HEIGHT), "timestamp": hex(AT)}
    reading = serve(server, rpc(eth_getBlockByNumber=old)).read(NOW)
    assert reading.figures["base_fee"] is None


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"eth_blockNumber": HEIGHT}, "eth_blockNumber 不是 0x 开头的十六进制数"),
        ({"eth_blockNumber": hex(HEIGHT + 11)}, "的高度与 eth_blockNumber 不一致"),
        ({"eth_gasPrice": "0x" + "f" * 60}, "eth_gasPrice 超出合理范围"),
        ({"eth_gasPrice": None}, "eth_gasPrice 不是 0x"),
        ({"eth_getBlockByNumber": None}, "number 缺少这一项"),
        ({"eth_getBlockByNumber": {"number": "0x-5"}}, "number 不是 0x"),
        (
            {"eth_getBlockByNumber": {"number": hex(HEIGHT), "timestamp": "0x0"}},
            "timestamp 超出合理范围",
        ),
    ],
)
def test_nonsense_is_refused(server: Server, changes: dict[str, object], sentence: str) -> None:
    with pytest.raises(ProviderError, match=f"测试源.*{sentence}"):
        serve(server, rpc(**changes)).read(NOW)


def test_a_node_that_is_not_there() -> None:
    with anvil() as url:
        gone = Ethereum(node(url))
    with pytest.raises(ProviderError, match="测试源 没有给出数字：连接不上"):
        gone.read(NOW)
