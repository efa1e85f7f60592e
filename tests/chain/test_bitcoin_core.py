"""The Bitcoin Core provider, against a server that answers as Core does."""

from collections.abc import Mapping

import pytest

from aggregator.chain.bitcoin_core import BitcoinCore
from aggregator.chain.rpc import Node
from aggregator.market.provider import ProviderError
from tests.chain.answers import (
    DIFFICULTY,
    HEIGHT,
    NOW,
    START_HASH,
    TIP_AT,
    TIP_HASH,
    core,
    core_results,
)
from tests.market.server import Server


def provider(server: Server) -> BitcoinCore:
    return BitcoinCore(Node(server.url, "测试源", server.policy(), "Basic c2VjcmV0"))


def test_figures_are_read(server: Server) -> None:
    server.rpc = core(core_results())
    reading = provider(server).read(NOW)
    assert (reading.network, reading.provider, reading.height) == ("bitcoin", "测试源", HEIGHT)
    assert reading.figures == {
        "last_block_at": TIP_AT,
        "hash_rate": 1.0124e21,
        "hash_rate_window": "近 144 块",
        "difficulty": DIFFICULTY,
        "adjustment_percent": 0.0,
        "mempool_transactions": 38_412,
        "mempool_vbytes": 21_600_000,
        "fee_next": 2.512,
        "fee_hour": 1.004,
        "adjustment_blocks_left": 1370,
        "halving_height": 1_050_000,
        "halving_blocks_left": 107_882,
        "halving_at": TIP_AT + 107_882 * 600,
    }
    assert set(server.authorizations) == {"Basic c2VjcmV0"}


def test_a_node_without_estimates_leaves_fees_unknown(server: Server) -> None:
    silent = {"errors": ["Insufficient data or no feerate found"], "blocks": 0}
    server.rpc = core(core_results() | {"estimatesmartfee": {1: silent, 6: silent}})
    figures = provider(server).read(NOW).figures
    assert (figures["fee_next"], figures["fee_hour"]) == (None, None)


def info(**changes: object) -> dict[str, object]:
    found = core_results()["getblockchaininfo"]
    assert isinstance(found, Mapping)
    return {"getblockchaininfo": {**found, **changes}}


def headers(**changes: object) -> dict[str, object]:
    found = core_results()["getblockheader"]
    assert isinstance(found, dict)
    return {"getblockheader": {**found, TIP_HASH: {**found[TIP_HASH], **changes}}}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (info(chain="regtest"), "运行在 regtest 网络上，不是比特币主网"),
        (info(chain="<script>"), "格式不对"),
        (info(initialblockdownload=True), "还在同步区块"),
        (info(initialblockdownload=None), "还在同步区块"),
        (info(blocks="many"), "getblockchaininfo.blocks 不是数字"),
        (info(bestblockhash="../../etc"), "bestblockhash 格式不对"),
        (headers(height=HEIGHT - 5), "的高度与 getblockchaininfo 不一致"),
        (headers(time=0), "time 超出合理范围"),
        (headers(difficulty=0), "difficulty 超出合理范围"),
        ({"getnetworkhashps": 0}, "getnetworkhashps 超出合理范围"),
        ({"getmempoolinfo": []}, "size 缺少这一项"),
        ({"getblockhash": START_HASH[:-1]}, "getblockhash 格式不对"),
        ({"estimatesmartfee": {1: {"feerate": -1}, 6: {}}}, "feerate 超出合理范围"),
    ],
)
def test_what_can_not_be_is_refused(
    server: Server, change: dict[str, object], sentence: str
) -> None:
    server.rpc = core(core_results() | change)
    with pytest.raises(ProviderError, match=f"测试源.*{sentence}"):
        provider(server).read(NOW)


def test_an_error_names_the_method(server: Server) -> None:
    results = core_results()
    del results["getmempoolinfo"]
    server.rpc = core(results)
    with pytest.raises(ProviderError, match="测试源 拒绝了 getmempoolinfo（错误代码 -32601）"):
        provider(server).read(NOW)


def test_a_wrong_password(server: Server) -> None:
    server.answers["/"] = (401, b"")
    with pytest.raises(ProviderError, match=r"测试源 没有给出数字：.*HTTP 401") as caught:
        provider(server).read(NOW)
    assert "c2VjcmV0" not in str(caught.value) + repr(provider(server))
