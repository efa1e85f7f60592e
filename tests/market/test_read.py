"""From the settings to the table."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from aggregator.market.models import Outage, Price
from aggregator.market.read import price_provider, read_price_provider
from aggregator.market.tasks import read_prices
from tests.market.server import Server

NOW = datetime(2026, 3, 25, 12, tzinfo=UTC)
PATH = "/simple/price"


@pytest.fixture
def configured(settings: Settings, server: Server) -> Server:
    settings.OPTIONS = settings.OPTIONS | {
        "PRICE_PROVIDER": "coingecko",
        "PRICE_URL": server.url,
        "CATALOGUE": "outlets",
    }
    settings.NODE_POLICY = server.policy()
    return server


def entry(at: datetime) -> dict[str, object]:
    return {"usd": 71286, "usd_24h_change": 1.47, "last_updated_at": int(at.timestamp())}


@pytest.mark.django_db
def test_the_task_fills_the_table(configured: Server) -> None:
    configured.answers[PATH] = (200, {"bitcoin": entry(timezone.now())})
    read_prices()
    read_prices()
    row = Price.objects.get()
    assert (row.coin, row.usd, row.provider) == ("bitcoin", 71286, "本机节点")


@pytest.mark.django_db
def test_a_failure_is_logged_and_keeps_the_last_prices(
    configured: Server, caplog: pytest.LogCaptureFixture
) -> None:
    configured.answers[PATH] = (200, {"bitcoin": entry(NOW)})
    assert read_price_provider(NOW) == 1
    configured.answers[PATH] = (503, b"")
    with caplog.at_level(logging.WARNING):
        assert read_price_provider(NOW) == 0
    assert "本机节点 没有给出数字" in caplog.text
    assert (Outage.objects.get().subject, Price.objects.count()) == ("prices", 1)
    configured.answers[PATH] = (200, {"bitcoin": entry(NOW)})
    read_price_provider(NOW)
    assert not Outage.objects.exists()


@pytest.mark.django_db
def test_a_provider_that_asks_for_rest_gets_it(configured: Server) -> None:
    configured.answers[PATH] = (429, b"")
    read_price_provider(NOW)
    configured.asked.clear()
    configured.answers[PATH] = (200, {"bitcoin": entry(NOW)})
    assert read_price_provider(NOW + timedelta(seconds=30)) == 0
    assert configured.asked == []
    assert read_price_provider(NOW + timedelta(hours=7)) == 1


@pytest.mark.parametrize("change", [{"PRICE_PROVIDER": "none"}, {"PRICE_URL": ""}])
def test_no_provider_asks_nobody(
    settings: Settings, configured: Server, change: dict[str, str]
) -> None:
    settings.OPTIONS = settings.OPTIONS | change
    assert price_provider() is None
    assert read_price_provider(NOW) == 0
    assert configured.asked == []
