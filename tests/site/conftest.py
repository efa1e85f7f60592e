"""Articles to show, a client, and an index folder of their own for every test."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
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
