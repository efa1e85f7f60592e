"""From the settings to the rows: every provider by itself."""

import logging
from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from aggregator.chain.bitcoin_core import BitcoinCore
from aggregator.chain.esplora import Esplora
from aggregator.chain.ethereum import Ethereum
from aggregator.chain.models import Snapshot
from aggregator.chain.read import configured_providers, read_all
from aggregator.chain.tasks import read_chains
from aggregator.market.models import Outage
from tests.chain.answers import HEIGHT, NOW, core, core_results, mempool_space
from tests.market.server import Server


@pytest.fixture
def configured(settings: Settings, server: Server) -> Server:
    settings.OPTIONS = settings.OPTIONS | {
        "CATALOGUE": "outlets",
        "BITCOIN_PROVIDER": "esplora",
        "BITCOIN_URL": server.url + "/api",
        "BITCOIN_AUTH": "",
        "ETHEREUM_PROVIDER": "rpc",
        "ETHEREUM_URL": server.url + "/v3/secret-key",
    }
    settings.NODE_POLICY = server.policy()
    return server


def ethereum(at: datetime) -> list[dict[str, object]]:
    block = {"number": "0x64", "timestamp": hex(int(at.timestamp())), "baseFeePerGas": "0x1"}
    return [{"id": 0, "result": "0x64"}, {"id": 1, "result": block}, {"id": 2, "result": "0x2"}]


@pytest.mark.django_db
def test_one_provider_in_trouble_leaves_the_others(
    configured: Server, caplog: pytest.LogCaptureFixture
) -> None:
    configured.answers = mempool_space() | {
        "/api/mempool": (200, b"<html>"),
        "/v3/secret-key": (200, ethereum(NOW)),
    }
    with caplog.at_level(logging.WARNING):
        read_all(configured_providers(), NOW)
    row = Snapshot.objects.get()
    assert (row.network, row.height, row.provider) == ("ethereum", 100, "本机节点")
    outage = Outage.objects.get()
    assert (outage.subject, outage.provider, outage.since) == ("bitcoin", "本机节点", NOW)
    assert outage.reason == "本机节点 的应答有误：/mempool 不是有效的 JSON"
    assert outage.reason in caplog.text


@pytest.mark.django_db
def test_no_key_of_the_operator_is_told(
    configured: Server, caplog: pytest.LogCaptureFixture
) -> None:
    configured.answers = mempool_space() | {"/v3/secret-key": (403, b"")}
    with caplog.at_level(logging.DEBUG):
        read_all(configured_providers(), NOW)
    assert Snapshot.objects.get().height == HEIGHT
    assert "HTTP 403" in Outage.objects.get().reason
    assert "secret-key" not in caplog.text + Outage.objects.get().reason


@pytest.mark.django_db
def test_a_provider_that_asks_for_rest_gets_it(configured: Server) -> None:
    configured.answers = mempool_space() | {"/v3/secret-key": (429, b"")}
    read_all(configured_providers(), NOW)
    configured.asked.clear()
    read_all(configured_providers(), NOW + timedelta(seconds=30))
    assert "/api/mempool" in configured.asked
    assert "/v3/secret-key" not in configured.asked
    read_all(configured_providers(), NOW + timedelta(hours=7))
    assert "/v3/secret-key" in configured.asked


@pytest.mark.django_db
def test_the_task_reads_what_is_configured(configured: Server) -> None:
    configured.answers = {"/v3/secret-key": (200, ethereum(timezone.now()))}
    read_chains()
    assert Snapshot.objects.get().network == "ethereum"
    assert Outage.objects.get().subject == "bitcoin"


@pytest.mark.django_db
def test_a_core_node_gets_its_password(configured: Server, settings: Settings) -> None:
    settings.OPTIONS = settings.OPTIONS | {
        "BITCOIN_PROVIDER": "core",
        "BITCOIN_URL": configured.url,
        "BITCOIN_AUTH": "user:päss",
        "ETHEREUM_PROVIDER": "none",
    }
    configured.rpc = core(core_results())
    read_all(configured_providers(), NOW)
    assert Snapshot.objects.get().height == HEIGHT
    assert set(configured.authorizations) == {"Basic dXNlcjpww6Rzcw=="}


def test_providers_follow_the_settings(configured: Server, settings: Settings) -> None:
    assert [type(provider) for provider in configured_providers()] == [Esplora, Ethereum]
    assert [provider.network for provider in configured_providers()] == ["bitcoin", "ethereum"]
    settings.OPTIONS = settings.OPTIONS | {"BITCOIN_PROVIDER": "core"}
    core_node = configured_providers()[0]
    assert isinstance(core_node, BitcoinCore)
    assert core_node.node.authorization == ""
    settings.OPTIONS = settings.OPTIONS | {"BITCOIN_PROVIDER": "none", "ETHEREUM_PROVIDER": "none"}
    assert configured_providers() == []


def test_their_repr_keeps_the_key(configured: Server) -> None:
    assert "secret-key" not in repr(configured_providers())
