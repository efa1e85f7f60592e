"""Parts that need no page: times, headlines, what is kept in Redis, the strip."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import redis
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from aggregator.chain.models import Snapshot
from aggregator.market.models import Price
from aggregator.site.keeping.kept import kept
from aggregator.site.lists.days import day_title, lag_text, moment_text
from aggregator.site.press.outlets import outlets_of
from aggregator.site.templatetags.site_text import counted, headline, lag
from tests.site.conftest import EVIL, NOON


@pytest.mark.parametrize(
    ("minutes", "wanted"),
    [(0, "同时"), (2, "+2 分钟"), (59, "+59 分钟"), (125, "+2 小时"), (3000, "+2 天")],
)
def test_lags(minutes: int, wanted: str) -> None:
    assert lag_text(timedelta(minutes=minutes)) == wanted
    assert lag(None) == ""


def test_moments() -> None:
    now = datetime(2026, 1, 1, 16, 30, tzinfo=UTC)  # 2 January in Shanghai
    assert moment_text(now, now) == "今天 00:30"
    assert moment_text(now - timedelta(hours=1), now) == "昨天 23:30"
    assert moment_text(now - timedelta(days=2), now) == "2025年12月31日 00:30"
    assert moment_text(NOON, NOON + timedelta(days=9)) == "3月25日 12:00"
    assert day_title(date(2026, 3, 25), date(2026, 4, 2)) == "3月25日 星期三"


def test_headlines_break_at_words_and_are_escaped() -> None:
    assert headline("比特币突破新高") == "比特币<wbr>突破<wbr>新高"
    assert headline("爆仓 1.99 亿美元") == "爆仓 <wbr>1.99\u00a0亿美元"
    assert "<script>" not in headline(EVIL)
    assert headline(EVIL).replace("<wbr>", "").startswith("&lt;script&gt;alert(&#x27;x&#x27;)")


def test_a_figure_stays_with_what_it_counts() -> None:
    assert counted("等 5 家媒体在 12 分钟内报道") == "等 5\u00a0家媒体在 12\u00a0分钟内报道"
    assert counted("涉及 500 BTC") == "涉及 500 BTC"


def test_an_answer_is_kept_for_a_while() -> None:
    answers = iter(["first", "second"])
    assert [kept("test", 60, lambda: next(answers)) for _ in range(2)] == ["first", "first"]


@pytest.mark.parametrize("name", ["get_many", "set"])
def test_nothing_is_kept_while_redis_is_away(
    monkeypatch: pytest.MonkeyPatch, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    def away(*_: object) -> None:
        raise redis.ConnectionError("away")

    monkeypatch.setattr(cache, name, away)
    assert kept("away", 60, lambda: "worked out") == "worked out"
    assert "without Redis" in caplog.text


def test_no_outlets_of_no_articles() -> None:
    assert outlets_of([]) == {}


@pytest.mark.django_db
def test_the_strip_shows_what_is_known_and_dashes_for_the_two_big_coins(client: Client) -> None:
    now = timezone.now()
    Price.objects.create(
        coin="solana", usd=Decimal("91.62"), change_24h=None, provider="价源", observed_at=now
    )
    strip = client.get("/").content.decode().split('class="ticker"')[1].split("</nav>")[0]
    assert "91.62" in strip
    assert strip.count("—") == 2
    assert "DOGE" not in strip
    assert "尚未取得价格" in strip


@pytest.mark.django_db
def test_figures_have_height_source_and_progress(client: Client, settings: Settings) -> None:
    settings.OPTIONS = {**settings.OPTIONS, "BITCOIN_PROVIDER": "esplora"}
    now = timezone.now()
    body = client.get("/").content.decode()
    assert "尚未读到数据" in body
    Snapshot.objects.create(
        network="bitcoin",
        provider="某节点",
        height=942118,
        observed_at=now - timedelta(minutes=3),
        figures={"halving_blocks_left": 105000, "halving_height": 1050000, "halving_at": 1.9e9},
    )
    assert "尚未读到数据" in client.get("/").content.decode(), "the figures are kept for a moment"
    cache.clear()
    body = client.get("/").content.decode()
    assert "高度 942,118，3 分钟前" in body
    assert 'class="done" width="120.0"' in body
    assert "数据来自 某节点" in body
    assert "—" in body


@pytest.mark.django_db
def test_another_zone_is_named(client: Client, settings: Settings) -> None:
    assert "北京时间" in client.get("/about/").content.decode()
    settings.TIME_ZONE = "Europe/Paris"
    assert "Europe/Paris" in client.get("/about/").content.decode()
