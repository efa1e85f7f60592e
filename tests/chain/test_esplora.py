"""The REST provider, against a real server."""

import pytest

from aggregator.chain.esplora import Esplora
from aggregator.market.provider import ProviderError
from tests.chain.answers import (
    DIFFICULTY,
    HEIGHT,
    NOW,
    TIP_AT,
    blocks,
    mempool_space,
    plain_esplora,
)
from tests.market.server import Server

CALENDAR = {
    "adjustment_blocks_left": 1370,
    "halving_height": 1_050_000,
    "halving_blocks_left": 107_882,
    "halving_at": TIP_AT + 107_882 * 600,
}


def esplora(server: Server, timeout: float = 10.0) -> Esplora:
    return Esplora(server.url + "/api", "测试源", server.policy(timeout))


def test_a_server_with_all_of_the_api(server: Server) -> None:
    server.answers = mempool_space()
    reading = esplora(server).read(NOW)
    assert (reading.network, reading.provider) == ("bitcoin", "测试源")
    assert (reading.height, reading.observed_at) == (HEIGHT, NOW)
    assert reading.figures == {
        "last_block_at": TIP_AT,
        "hash_rate": 1.0124e21,
        "hash_rate_window": "来源估计",
        "difficulty": DIFFICULTY,
        "adjustment_percent": -1.2345,
        "mempool_transactions": 38_412,
        "mempool_vbytes": 21_600_000,
        "fee_next": 2.0,
        "fee_hour": 1.0,
        **CALENDAR,
    }
    assert "/api/fee-estimates" not in server.asked


def test_a_plain_server_leaves_unknown_what_it_lacks(server: Server) -> None:
    server.answers = plain_esplora()
    reading = esplora(server).read(NOW)
    assert reading.height == HEIGHT
    assert reading.figures["hash_rate"] is None
    assert reading.figures["adjustment_percent"] is None
    assert (reading.figures["fee_next"], reading.figures["fee_hour"]) == (2.512, 1.004)
    assert reading.figures["difficulty"] == DIFFICULTY
    assert CALENDAR.items() <= reading.figures.items()


def test_estimates_may_lack_a_target_or_be_missing(server: Server) -> None:
    server.answers = plain_esplora() | {"/api/fee-estimates": (200, {"1": 3})}
    figures = esplora(server).read(NOW).figures
    assert (figures["fee_next"], figures["fee_hour"]) == (3.0, None)
    del server.answers["/api/fee-estimates"]
    figures = esplora(server).read(NOW).figures
    assert (figures["fee_next"], figures["fee_hour"]) == (None, None)


def test_numbers_may_be_strings_and_the_newest_block_counts(server: Server) -> None:
    newest_last = [block | {"difficulty": str(DIFFICULTY)} for block in reversed(blocks())]
    server.answers = mempool_space() | {
        "/api/v1/blocks": (200, newest_last),
        "/api/mempool": (200, {"count": "38412", "vsize": "21600000.25"}),
        "/api/blocks/tip/height": (200, str(HEIGHT + 2).encode()),
    }
    reading = esplora(server).read(NOW)
    assert (reading.height, reading.figures["last_block_at"]) == (HEIGHT, TIP_AT)
    assert reading.figures["mempool_vbytes"] == 21_600_000


def test_a_hash_rate_of_nothing_is_unknown(server: Server) -> None:
    server.answers = mempool_space() | {
        "/api/v1/mining/hashrate/3d": (200, {"currentHashrate": 0, "currentDifficulty": 0})
    }
    assert esplora(server).read(NOW).figures["hash_rate"] is None


@pytest.mark.parametrize(
    ("path", "status", "body", "sentence"),
    [
        ("blocks/tip/height", 200, b"<html>", "不是有效的 JSON"),
        ("blocks/tip/height", 200, b"-5", "超出合理范围"),
        ("blocks/tip/height", 200, str(HEIGHT + 3).encode(), "不一致"),
        ("blocks/tip/height", 404, b"", "不存在，请检查地址"),
        ("mempool", 404, b"", "不存在，请检查地址"),
        ("mempool", 200, {"count": -1, "vsize": 1}, "count 超出合理范围"),
        ("mempool", 200, {"vsize": 1}, "count 缺少这一项"),
        ("mempool", 200, {"count": True, "vsize": 1}, "count 不是数字"),
        ("mempool", 200, {"count": 1.5, "vsize": 1}, "count 不是整数"),
        ("v1/blocks", 200, [], "列表为空"),
        ("v1/blocks", 200, {"error": "no"}, "不是列表"),
        ("v1/blocks", 200, [{"height": HEIGHT}], "timestamp 缺少这一项"),
        ("v1/blocks", 200, [{"height": HEIGHT, "timestamp": TIP_AT + 90_000}], "超出合理范围"),
        ("v1/difficulty-adjustment", 200, {"difficultyChange": 900}, "超出合理范围"),
        ("v1/difficulty-adjustment", 200, {"difficultyChange": "high"}, "不是数字"),
        ("v1/mining/hashrate/3d", 200, {"currentHashrate": 1e40}, "超出合理范围"),
        ("v1/fees/recommended", 200, {"fastestFee": -1, "hourFee": 1}, "超出合理范围"),
        ("v1/fees/recommended", 500, b"", "没有给出数字"),
        ("v1/fees/recommended", 429, b"", "限制了访问次数"),
    ],
)
def test_a_broken_answer_stops_the_reading(
    server: Server, path: str, status: int, body: object, sentence: str
) -> None:
    server.answers = mempool_space() | {f"/api/{path}": (status, body)}
    with pytest.raises(ProviderError, match=f"测试源.*{sentence}"):
        esplora(server).read(NOW)


def test_a_plain_server_without_blocks_is_the_wrong_address(server: Server) -> None:
    server.answers = plain_esplora()
    del server.answers["/api/blocks"]
    with pytest.raises(ProviderError, match=r"测试源.*/blocks 在这台服务器上不存在"):
        esplora(server).read(NOW)


def test_a_server_that_hangs(server: Server) -> None:
    server.answers = mempool_space() | {"/api/mempool": (200, None)}
    with pytest.raises(ProviderError, match=r"测试源 没有给出数字.*没有完成应答"):
        esplora(server, timeout=0.3).read(NOW)
