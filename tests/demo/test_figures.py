import itertools
from datetime import timedelta

import pytest

from newsroom.demo.figures import bitcoin, ethereum, prices
from tests.demo.moments import STARTED, after


def test_blocks_come_in_order_about_every_ten_minutes() -> None:
    times = [bitcoin.block_time(949_000 + n, STARTED) for n in range(1500)]
    gaps = [(later - earlier).total_seconds() for earlier, later in itertools.pairwise(times)]
    assert min(gaps) > 30
    assert max(gaps) < 1200
    assert sum(gaps) / len(gaps) == pytest.approx(600, abs=5)


def test_the_tip_is_the_newest_block_that_is_out() -> None:
    assert bitcoin.height_at(STARTED, STARTED) == bitcoin.START_HEIGHT
    for minutes in range(0, 3000, 7):
        now = after(minutes=minutes)
        tip = bitcoin.height_at(STARTED, now)
        assert bitcoin.block_time(tip, STARTED) <= now < bitcoin.block_time(tip + 1, STARTED)


def test_blocks_form_a_chain() -> None:
    newest = bitcoin.blocks(bitcoin.START_HEIGHT, STARTED)
    for child, parent in itertools.pairwise(newest):
        assert child["previousblockhash"] == parent["id"]
        assert child["height"] == parent["height"] + 1
        assert child["timestamp"] > parent["timestamp"]
        assert child["mediantime"] < child["timestamp"]
    assert len({len(block["id"]) for block in newest} | {64}) == 1


def test_the_adjustment_adds_up() -> None:
    found = bitcoin.adjustment(STARTED, after(hours=5))
    tip = bitcoin.height_at(STARTED, after(hours=5))
    assert found["nextRetargetHeight"] - tip == found["remainingBlocks"]
    assert found["nextRetargetHeight"] % 2016 == 0
    assert found["previousRetarget"] == pytest.approx(2.37, abs=0.01)
    assert abs(found["difficultyChange"]) < 5
    assert found["progressPercent"] == pytest.approx((2016 - found["remainingBlocks"]) / 20.16)


def test_the_adjustment_holds_at_the_first_block_of_a_period() -> None:
    now = bitcoin.block_time(951_552, STARTED)
    found = bitcoin.adjustment(STARTED, now)
    assert (found["remainingBlocks"], found["difficultyChange"]) == (2016, 0.0)


def test_the_hash_rate_fits_the_difficulty_that_is_reported() -> None:
    found = bitcoin.mining(STARTED, STARTED)
    assert found["currentDifficulty"] == 142.6e12
    assert found["currentHashrate"] == pytest.approx(1.021e21, rel=0.001)
    assert bitcoin.difficulty_at(949_535) < bitcoin.difficulty_at(949_536)


def test_mempool_and_fees_move_within_reason() -> None:
    counts, fast = set(), set()
    for minutes in range(0, 600, 5):
        now = after(minutes=minutes)
        pool, fees = bitcoin.mempool(STARTED, now), bitcoin.fees(STARTED, now)
        assert 10_000 < pool["count"] < 45_000
        assert fees["fastestFee"] >= fees["halfHourFee"] >= fees["hourFee"] >= 1
        counts.add(pool["count"])
        fast.add(fees["fastestFee"])
    assert len(counts) > 50
    assert len(fast) > 2


def _rpc(method: str, *params: object, now=STARTED):
    request = {"jsonrpc": "2.0", "id": 1, "method": method, "params": list(params)}
    return ethereum.answer_rpc(request, STARTED, now)


def test_ethereum_makes_a_block_every_twelve_seconds() -> None:
    assert _rpc("eth_blockNumber")["result"] == hex(25_300_000)
    assert _rpc("eth_blockNumber", now=after(seconds=25))["result"] == hex(25_300_002)
    block = _rpc("eth_getBlockByNumber", "latest", False, now=after(seconds=25))["result"]
    parent = _rpc("eth_getBlockByNumber", hex(25_300_001), False, now=after(seconds=25))["result"]
    assert block["parentHash"] == parent["hash"]
    assert int(block["timestamp"], 16) == int(after(seconds=24).timestamp())
    assert int(_rpc("eth_gasPrice")["result"], 16) > int(block["baseFeePerGas"], 16) * 0.9


def test_the_base_fee_obeys_the_step_limit_of_eip_1559() -> None:
    fees = [ethereum.base_fee(25_300_000 + n) for n in range(2000)]
    assert all(abs(b - a) <= a / 8 for a, b in itertools.pairwise(fees))
    assert min(fees) > 0.5e9
    assert max(fees) < 1.5e9


def test_tags_and_blocks_that_are_not_there() -> None:
    finalized = _rpc("eth_getBlockByNumber", "finalized", False)["result"]
    assert int(finalized["number"], 16) == 25_300_000 - 64
    assert _rpc("eth_getBlockByNumber")["result"]["number"] == hex(25_300_000)
    assert _rpc("eth_getBlockByNumber", hex(25_300_001), False)["result"] is None
    assert _rpc("eth_maxPriorityFeePerGas")["result"] == hex(50_000_000)


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        ({"id": 1, "method": "eth_nothing"}, -32601),
        ({"id": 1, "method": "eth_getBlockByNumber", "params": ["soon"]}, -32602),
        ({"id": 1, "method": "eth_getBlockByNumber", "params": [None]}, -32602),
        ({"id": 1, "method": "eth_chainId", "params": {"a": 1}}, -32602),
        ({"id": 1}, -32600),
        ("eth_chainId", -32600),
        ([], -32600),
    ],
)
def test_bad_calls_get_the_error_of_the_protocol(request_: object, code: int) -> None:
    assert ethereum.answer_rpc(request_, STARTED, STARTED)["error"]["code"] == code


def test_a_batch_is_answered_in_order() -> None:
    batch = [{"id": n, "method": "eth_chainId"} for n in (3, 1, 2)]
    answers = ethereum.answer_rpc(batch, STARTED, STARTED)
    assert [answer["id"] for answer in answers] == [3, 1, 2]


def test_the_price_follows_what_the_demo_reports() -> None:
    assert prices.price("bitcoin", STARTED, STARTED) == 92_400
    low = min(prices.price("bitcoin", STARTED, after(minutes=-m)) for m in range(0, 4000, 10))
    assert 89_300 < low < 90_000
    assert prices.price("bitcoin", STARTED, after(minutes=20)) > 92_450
    assert prices.price("tether", STARTED, after(hours=-40)) == 1.0


def test_the_price_is_flat_beyond_the_known_way() -> None:
    early, late = timedelta(days=-100), timedelta(days=100)
    for far in (early, late):
        assert 90_000 < prices.price("bitcoin", STARTED, STARTED + far) < 95_000


def test_unknown_coins_and_currencies_are_left_out() -> None:
    found = prices.simple_price(["bitcoin", "none"], ["cny", "xyz"], STARTED, STARTED)
    assert set(found) == {"bitcoin"}
    assert set(found["bitcoin"]) == {"cny", "cny_24h_change", "last_updated_at"}
