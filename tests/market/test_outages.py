"""Outages of providers."""

from datetime import UTC, datetime, timedelta

import pytest

from aggregator.market import outages
from aggregator.market.models import Outage
from aggregator.market.provider import ProviderError

NOW = datetime(2026, 3, 25, 12, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)

pytestmark = pytest.mark.django_db


def test_an_outage_lasts_from_the_first_failure_to_the_next_answer() -> None:
    outages.begin("prices", "测试源", ProviderError("测试源 没有给出数字"), NOW)
    outages.begin("prices", "测试源", ProviderError("长" * 500), LATER)
    outage = Outage.objects.get()
    assert (outage.since, outage.latest, outage.resume_at) == (NOW, LATER, None)
    assert outage.reason == "长" * 300
    assert str(outage).startswith("prices 长")
    outages.end("bitcoin")
    assert Outage.objects.count() == 1
    outages.end("prices")
    assert not Outage.objects.exists()


def test_rest_is_for_the_provider_that_asked() -> None:
    outages.begin("prices", "测试源", ProviderError("限制了访问次数", 120), NOW)
    assert outages.is_resting("prices", "测试源", LATER)
    assert not outages.is_resting("prices", "测试源", NOW + timedelta(minutes=2))
    assert not outages.is_resting("prices", "另一源", LATER)
    assert not outages.is_resting("bitcoin", "测试源", LATER)


def test_a_failure_without_a_wait_is_asked_again() -> None:
    outages.begin("prices", "测试源", ProviderError("没有完成应答"), NOW)
    assert not outages.is_resting("prices", "测试源", NOW)
