"""Articles to look for, and an index folder of their own for every test."""

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
from aggregator.search.pending import index_pending
from aggregator.search.rebuild import rebuild

NOON = datetime(2026, 3, 1, 4, tzinfo=UTC)

Make = Callable[..., Article]


@pytest.fixture(autouse=True)
def search_dir(settings: Settings, tmp_path: Path) -> Path:
    settings.SEARCH_DIR = tmp_path / "index"
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()
    return tmp_path / "index"


@pytest.fixture
def make(db: None) -> Make:
    """Make an article: title, text, and any of source, tags and the model's own fields."""
    numbers = count(1)

    def article(
        title: str,
        text: str = "",
        *,
        source: str = "outlet",
        tags: Iterable[Tag] = (),
        **fields: Any,
    ) -> Article:
        number = next(numbers)
        moment = NOON + timedelta(minutes=number)
        outlet, _ = Source.objects.get_or_create(slug=source, defaults={"name": source})
        values = {
            "source": outlet,
            "url_key": f"{number:064}",
            "guid_key": f"{number:064}",
            "title": title,
            "text": text,
            "first_seen_at": moment,
            "sorted_at": moment,
            "updated_at": moment,
            "content_hash": "",
        }
        made = Article.objects.create(**(values | fields))
        for tag in tags:
            ArticleTag.objects.create(article=made, tag=tag, sorted_at=made.sorted_at)
        return made

    return article


@pytest.fixture
def empty_index(db: None) -> None:
    """A live index with nothing in it."""
    rebuild()


@pytest.fixture
def indexed(empty_index: None) -> Callable[[], int]:
    """Bring all pending articles into the live index."""
    return index_pending
