"""Articles to show, a client, and an index folder of their own for every test."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone
from pytest_django import Settings

from aggregator.articles.models import Article, ArticleTag, Tag
from aggregator.feeds.models import Source
from aggregator.stories.models import Report, Story
from aggregator.stories.settle import settle

NOON = datetime(2026, 3, 25, 4, tzinfo=UTC)
EVIL = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>"

# An amount that does not add up, as the articles keep it.
DOUBT = {
    "text": "11,780 枚 ETH，价值约合 2.575 亿美元",
    "place": "title",
    "start": 0,
    "end": 26,
    "coin": "ETH",
    "amount": "11780",
    "stated": "257500000",
    "unit": "USD",
    "expected": "25750500",
    "factor": "10",
    "note": "与当时价格相比偏高，约差 10 倍",
    "price": "2185.95",
    "price_source": "价源",
    "price_at": "2026-03-25T11:31:00+00:00",
}

Make = Callable[..., Article]
Tell = Callable[..., Story]


@pytest.fixture(autouse=True)
def surroundings(settings: Settings, tmp_path: Path) -> None:
    """Static files under their plain names, no index yet, nothing kept from another test."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.SEARCH_DIR = tmp_path / "index"
    cache.clear()


@pytest.fixture
def make(db: None) -> Make:
    """Make an article: title, and any of source, policy, tags and the model's own fields."""
    numbers = count(1)

    def article(
        title: str = "比特币突破新高",
        *,
        source: str = "outlet",
        policy: str = Source.TextPolicy.EXCERPT,
        tags: Iterable[Tag] = (),
        **fields: Any,
    ) -> Article:
        number = next(numbers)
        at = NOON + timedelta(minutes=number)
        named = {"name": source, "text_policy": policy}
        outlet, _ = Source.objects.get_or_create(slug=source, defaults=named)
        values = {
            "source": outlet,
            "url": f"https://outlet.example/{number}",
            "url_key": f"{number:064}",
            "guid_key": f"{number:064}",
            "title": title,
            "published_at": at,
            "first_seen_at": at,
            "sorted_at": fields.get("published_at") or at,
            "updated_at": at,
            "content_hash": "",
        }
        made = Article.objects.create(**(values | fields))
        for tag in tags:
            ArticleTag.objects.create(article=made, tag=tag, sorted_at=made.sorted_at)
        return made

    return article


@pytest.fixture
def tell(db: None) -> Tell:
    """Make one story of articles, worked out as stories are; further fields are laid over it."""

    def story(*articles: Article, **fields: Any) -> Story:
        made = Story.objects.create(started_at=NOON)
        for one in articles:
            Report.objects.create(story=made, article=one, component=made.pk, at=one.sorted_at)
        settle([made.pk], NOON)
        Story.objects.filter(pk=made.pk).update(**fields)
        made.refresh_from_db()
        return made

    return story


@pytest.fixture
def bitcoin(db: None) -> Tag:
    return Tag.objects.create(
        slug="bitcoin", name="比特币", kind="coin", ticker="BTC", aliases=["大饼", "比特币"]
    )


@pytest.fixture
def one(make: Make, tell: Tell) -> Article:
    """A report of a story, with a whole text that names a company and a coin."""
    html = "<p>贝莱德今天买入 BTC。</p>" + "<p>另起一段，说些别的。</p>" * 30
    now = timezone.now()
    made = make(
        "贝莱德向 Coinbase Prime 转入 11,780 枚 ETH 与 634.83 枚 BTC", policy="full", source="full", html=html, text="贝莱德今天买入 BTC。",
        excerpt="贝莱德旗下地址转入两种币。", published_at=now, doubts=[DOUBT],
        addresses=[{
            "kind": "address", "network": "evm", "checksum": "valid", "abbreviated": False,
            "text": "0x52908400098527886E0F7030069857D2E4169EE7", "start": 0, "end": 42,
        }],
    )  # fmt: skip
    for slug, kind, name, start, end in (
        ("blackrock", "company", "贝莱德", 0, 3),
        ("bitcoin", "coin", "比特币", 8, 11),
    ):
        tag = Tag.objects.create(slug=slug, name=name, kind=kind)
        find = {"place": "text", "start": start, "end": end, "rule": "name"}
        ArticleTag.objects.create(article=made, tag=tag, sorted_at=now, evidence=[find], about=True)
    tell(made, make("贝莱德转入两种币，另一家", source="two", published_at=now))
    cache.clear()
    return made


@pytest.fixture
def visit(live_server: Any, page: Any) -> Callable[[str], Any]:
    def go(path: str) -> Any:
        page.goto(live_server.url + path)
        return page

    return go
