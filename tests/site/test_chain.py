"""链上."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from aggregator.chain.history import Mined
from aggregator.chain.models import Block, Snapshot
from aggregator.site.chain.block_figures import averaged
from tests.site.conftest import NOON, Make, Tell
from tests.site.test_front import text


@pytest.fixture
def nodes(settings: Settings, db: None) -> datetime:
    """Both networks are read; gives now."""
    settings.OPTIONS = settings.OPTIONS | {
        "BITCOIN_PROVIDER": "esplora",
        "BITCOIN_URL": "http://node.example/api",
        "ETHEREUM_PROVIDER": "rpc",
        "ETHEREUM_URL": "http://node.example/eth",
    }
    return timezone.now()


@pytest.fixture
def history(nodes: datetime) -> datetime:
    """A day of both networks, and of blocks ten minutes apart."""
    for n in range(24, -1, -1):
        at = nodes - timedelta(hours=n)
        figures = {"fee_next": 2 + n % 3, "mempool_transactions": 20_000 + n, "hash_rate": 1e21}
        Snapshot.objects.create(
            network="bitcoin", provider="节点甲", height=900_000, figures=figures, observed_at=at
        )
        Snapshot.objects.create(
            network="ethereum",
            provider="节点乙",
            height=25_000_000,
            figures={"base_fee": 1.5, "gas_price": 2.0},
            observed_at=at,
        )
    Block.objects.bulk_create(
        Block(
            network="bitcoin",
            height=900_000 - n,
            mined_at=nodes - timedelta(minutes=3 + 10 * n),
            transactions=3_000 + n,
            weight=3_990_000 if n else None,
            fees=2_100_000 if n else None,
        )
        for n in range(150)
    )
    return nodes


def test_each_figure_has_source_height_and_past(client: Client, history: datetime) -> None:
    body = text(client, "/chain/")
    bitcoin, ethereum = body.split('<h2 class="section__title">以太坊</h2>')
    assert "高度 900,000" in bitcoin
    assert "节点甲" in bitcoin
    assert "20,000" in bitcoin
    assert 'class="figure__trace"' in bitcoin
    assert "高度 25,000,000" in ethereum
    assert "1.5" in ethereum


def test_the_last_blocks_are_linked(client: Client, history: datetime) -> None:
    strip = text(client, "/chain/").split('class="blocks"')[1].split("</ol>")[0]
    assert strip.count('class="blocks__one"') == 6
    assert strip.index("900,000") < strip.index("899,999")
    assert "3,001 笔" in strip
    assert "手续费 0.021 BTC" in strip
    assert "隔 10 分钟" in strip
    assert strip.count("blocks__fill") == 5, "how full the newest is was not told"


def test_charts_over_the_span_have_their_points(client: Client, history: datetime) -> None:
    body = text(client, "/chain/?span=24h")
    for key in ("block_fees", "block_transactions", "block_interval", "fee_next"):
        address = f"/chain/bitcoin/{key}.json?span=24h"
        assert f'data-chart="{address}"' in body, key
        data = client.get(address).json()
        assert len(data["times"]) == len(data["values"]) >= 3
    assert "每点为相邻 3 块的平均" in body
    assert "基础费用" in body
    week = text(client, "/chain/?span=7d")
    assert 'aria-current="true">7 天' in week.replace("\n", "")
    assert "起有记录" in week
    for path in ("bitcoin/none", "ethereum/block_fees", "dogecoin/fee_next"):
        assert client.get(f"/chain/{path}.json").status_code == 404


def test_what_has_no_past_yet_is_named(client: Client, nodes: datetime) -> None:
    Snapshot.objects.create(
        network="ethereum", provider="乙", height=5, figures={"base_fee": 1}, observed_at=nodes
    )
    body = text(client, "/chain/")
    assert "基础费用、Gas 价格在这段时间里还没有足够的记录" in body
    assert "尚未读到数据" in body, "of Bitcoin"
    assert "<figure" not in body


def test_old_figures_say_how_old(client: Client, nodes: datetime) -> None:
    old = nodes - timedelta(hours=5)
    Snapshot.objects.create(
        network="bitcoin", provider="甲", height=5, figures={"fee_next": 3}, observed_at=old
    )
    Block.objects.create(network="bitcoin", height=5, mined_at=old)
    body = text(client, "/chain/")
    assert "<b>5 小时前</b>" in body
    assert "figure--stale" in body
    assert 'class="blocks"' not in body, "there will have been blocks since"


@pytest.mark.django_db
def test_no_network_at_all(client: Client, settings: Settings) -> None:
    settings.OPTIONS = settings.OPTIONS | {"BITCOIN_PROVIDER": "none", "ETHEREUM_PROVIDER": "none"}
    assert "没有接入任何网络" in text(client, "/chain/")
    assert client.get("/chain/bitcoin/fee_next.json").status_code == 404


def test_news_of_chains(client: Client, nodes: datetime, make: Make, tell: Tell) -> None:
    tell(make("巨鲸转账", published_at=nodes), started_at=nodes, series_slug="whale")
    tell(make("别的", published_at=nodes), started_at=nodes, series_slug="etf-flows")
    tell(
        make("太久以前", published_at=nodes),
        started_at=nodes - timedelta(days=8),
        series_slug="whale",
    )
    body = text(client, "/chain/")
    assert "巨鲸" in body
    assert "别的" not in body
    assert "太久" not in body


def test_neighbours_are_averaged() -> None:
    blocks = tuple(
        Mined(n, NOON + timedelta(minutes=n), n if n != 3 else None, None, None, None)
        for n in range(10)
    )
    found = averaged(blocks, lambda block: block.transactions, most=3)
    assert [point.value for point in found] == [pytest.approx(1.0), 5.0, 8.0]
    assert found[-1].at == blocks[-1].at
    assert averaged((), lambda block: block.transactions) == ()


@pytest.mark.parametrize("span", ["24h", "7d", "30d"])
def test_queries_are_bounded(
    client: Client,
    history: datetime,
    django_assert_max_num_queries: Callable[..., object],
    span: str,
) -> None:
    cache.clear()
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        text(client, f"/chain/?span={span}")
    with django_assert_max_num_queries(0):  # type: ignore[attr-defined]
        text(client, f"/chain/?span={span}")
