"""The past of networks, piece by piece, from real servers."""

import logging
from datetime import timedelta

import pytest
from pytest_django import Settings

from aggregator.chain.backfill import REST, fill_one
from aggregator.chain.bitcoin_core import BitcoinCore
from aggregator.chain.esplora import Esplora
from aggregator.chain.ethereum import Ethereum
from aggregator.chain.models import Block, Fill, Snapshot
from aggregator.chain.record import prune
from aggregator.chain.rpc import Node
from aggregator.chain.tasks import fill_chains
from aggregator.market.models import Outage
from tests.chain.answers import DIFFICULTY, HEIGHT, NOW, TIP_AT
from tests.market.server import Server

pytestmark = pytest.mark.django_db
TIP = 25_000_000
DAY = 86_400


def esplora(server: Server) -> Esplora:
    return Esplora(f"{server.url}/api", "测试源", server.policy())


def page(top: int, count: int = 15) -> list[dict[str, object]]:
    return [
        {"height": h, "timestamp": TIP_AT - (HEIGHT - h) * 600, "tx_count": 3000, "weight": 3_990_000,
         "extras": {"totalFees": 2_000_000}}
        for h in range(top, top - count, -1)
    ]  # fmt: skip


def month() -> dict[str, object]:
    now = int(NOW.timestamp())
    return {
        "hashrates": [
            {"timestamp": now - n * DAY, "avgHashrate": 1e21 + n} for n in range(29, 0, -1)
        ],
        "difficulty": [{"time": now - 20 * DAY, "height": 1, "difficulty": DIFFICULTY}],
    }


def ethereum(server: Server) -> Ethereum:
    def answer(method: str, params: list[object]) -> object:
        if method == "eth_blockNumber":
            return hex(TIP)
        height = int(str(params[0]), 16)
        if height % 600 == 0:  # a node that has pruned it
            return None
        stamp = int(NOW.timestamp()) - (TIP - height) * 12
        return {"number": hex(height), "timestamp": hex(stamp), "baseFeePerGas": hex(10**9)}

    server.rpc = answer
    return Ethereum(Node(server.url, "测试源", server.policy()))


def test_bitcoin_tells_its_month_then_its_blocks(server: Server) -> None:
    server.answers["/api/blocks/tip/height"] = (200, str(HEIGHT).encode())
    server.answers["/api/v1/mining/hashrate/1m"] = (200, month())
    assert fill_one(esplora(server), NOW)
    rows = Snapshot.objects.order_by("observed_at")
    assert len(rows) == 29
    assert rows[0].figures == {"hash_rate": 1e21 + 29, "difficulty": None}, "not known so early"
    assert rows[28].figures["difficulty"] == DIFFICULTY
    assert rows[28].height is None
    top = HEIGHT
    while not Fill.objects.get().done:
        server.answers[f"/api/v1/blocks/{top}"] = (200, page(top))
        assert fill_one(esplora(server), NOW)
        top -= 15
    assert Block.objects.count() == 1020, "a week, in pages of fifteen"
    first = Block.objects.get(height=HEIGHT)
    assert (first.transactions, first.weight, first.fees) == (3000, 3_990_000, 2_000_000)
    server.asked.clear()
    assert not fill_one(esplora(server), NOW)
    assert server.asked == []


def test_plain_esplora_has_blocks_alone(server: Server) -> None:
    server.answers["/api/blocks/tip/height"] = (200, str(HEIGHT).encode())
    server.answers[f"/api/blocks/{HEIGHT}"] = (200, page(HEIGHT, 10))
    fill_one(esplora(server), NOW)
    fill_one(esplora(server), NOW)
    assert Snapshot.objects.count() == 0
    assert Block.objects.count() == 10
    assert Fill.objects.get().mark.startswith(f"{HEIGHT - 10}:")


def test_a_page_that_leads_nowhere_ends_it(server: Server) -> None:
    Fill.objects.create(network="bitcoin", provider="测试源", mark=f"{HEIGHT}:{HEIGHT - 500}")
    server.answers[f"/api/v1/blocks/{HEIGHT}"] = (200, page(HEIGHT + 5, 5))
    fill_one(esplora(server), NOW)
    assert Fill.objects.get().done


def test_a_server_without_pages_ends_it(server: Server) -> None:
    fill_one(esplora(server), NOW)
    assert Fill.objects.get().done, "it does not even know its tip"
    Fill.objects.update(mark=f"{HEIGHT}:{HEIGHT - 500}", done=False)
    fill_one(esplora(server), NOW)
    assert Fill.objects.get().done


def test_ethereum_goes_back_thirty_days(server: Server) -> None:
    provider = ethereum(server)
    pieces = 0
    while fill_one(provider, NOW):
        pieces += 1
    rows = Snapshot.objects.order_by("observed_at")
    assert 10 <= pieces <= 15
    assert timedelta(days=29) < NOW - rows[0].observed_at < timedelta(days=31)
    assert rows[0].figures["base_fee"] == 1.0
    assert not any(row.height and row.height % 600 == 0 for row in rows)
    assert NOW - rows[len(rows) - 1].observed_at == timedelta(minutes=15)


def test_a_young_chain_is_told_whole(server: Server) -> None:
    provider = ethereum(server)
    Fill.objects.create(network="ethereum", provider="测试源", mark="50:0")
    assert fill_one(provider, NOW)
    assert Fill.objects.get().done


def test_a_node_that_keeps_no_record_is_asked_nothing(server: Server) -> None:
    core = BitcoinCore(Node(server.url, "测试源", server.policy()))
    fill_one(core, NOW)
    assert Fill.objects.get().done
    assert server.asked == []


def test_a_failure_is_noted_and_given_rest(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    server.answers["/api/blocks/tip/height"] = (503, b"")
    with caplog.at_level(logging.WARNING):
        assert fill_one(esplora(server), NOW)
    assert Outage.objects.get().subject == "bitcoin-past"
    assert not fill_one(esplora(server), NOW + REST / 2)
    server.answers["/api/blocks/tip/height"] = (200, str(HEIGHT).encode())
    assert fill_one(esplora(server), NOW + REST * 2)
    assert not Outage.objects.exists()


def test_another_provider_begins_anew(server: Server) -> None:
    Fill.objects.create(network="ethereum", provider="旧源", done=True)
    assert fill_one(ethereum(server), NOW)
    assert Fill.objects.get().provider == "测试源"


def test_a_reorganisation_overwrites_and_old_blocks_go(server: Server) -> None:
    Block.objects.create(network="bitcoin", height=HEIGHT, mined_at=NOW, transactions=1)
    Block.objects.create(network="bitcoin", height=5, mined_at=NOW - timedelta(days=31))
    Fill.objects.create(network="bitcoin", provider="测试源", mark=f"{HEIGHT}:{HEIGHT - 500}")
    server.answers[f"/api/v1/blocks/{HEIGHT}"] = (200, page(HEIGHT))
    fill_one(esplora(server), NOW)
    assert Block.objects.get(height=HEIGHT).transactions == 3000
    assert prune(NOW) == 1
    assert not Block.objects.filter(height=5).exists()


def test_the_task_asks_every_network(settings: Settings, server: Server) -> None:
    settings.OPTIONS = settings.OPTIONS | {
        "BITCOIN_PROVIDER": "esplora",
        "BITCOIN_URL": f"{server.url}/api",
        "ETHEREUM_PROVIDER": "none",
    }
    settings.NODE_POLICY = server.policy()
    fill_chains()
    assert Fill.objects.get().network == "bitcoin"
