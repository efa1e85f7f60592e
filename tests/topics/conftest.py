"""Stories that topics are made of."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest

from aggregator.articles.models import Article, ArticleTag, Tag
from aggregator.feeds.models import Source
from aggregator.stories.models import Report, Story
from aggregator.topics.models import Topic

NOON = datetime(2026, 3, 25, 4, tzinfo=UTC)
numbers = count(1)
Happen = Callable[..., Story]
Gather = Callable[..., Topic]


@pytest.fixture
def happen(db: None) -> Happen:
    """Make a story of one report, so many hours after noon, about some tags."""

    def story(title: str, hours: float, *tags: Tag, importance: int = 50, **more: Any) -> Story:
        n = next(numbers)
        at = NOON + timedelta(hours=hours)
        source, _ = Source.objects.get_or_create(slug="jia", defaults={"name": "甲社"})
        values: dict[str, Any] = {
            "source": source, "url_key": f"{n:064}", "guid_key": f"{n:064}", "title": title,
            "published_at": at, "first_seen_at": at, "sorted_at": at, "updated_at": at,
            "content_hash": "", **more,
        }  # fmt: skip
        lead = Article.objects.create(**values)
        for tag in tags:
            ArticleTag.objects.create(article=lead, tag=tag, about=True, sorted_at=at)
        made = Story.objects.create(
            started_at=at, lead=lead, report_count=1, outlet_count=1, importance=importance
        )
        Report.objects.create(story=made, article=lead, component=made.pk, at=at)
        return made

    return story


@pytest.fixture
def gather(db: None) -> Gather:
    """Make a topic that began a day before noon."""

    def topic(*tags: Tag, **fields: Any) -> Topic:
        values = {
            "slug": f"topic-{next(numbers)}",
            "title": "一个专题",
            "state": Topic.State.OPEN,
            "started_at": NOON - timedelta(days=1),
        }
        made = Topic.objects.create(**(values | fields))
        made.tags.set(tags)
        return made

    return topic


@pytest.fixture
def etf(db: None) -> Tag:
    return Tag.objects.create(slug="etf", name="ETF", kind="topic")


@pytest.fixture
def bitcoin(db: None) -> Tag:
    return Tag.objects.create(slug="bitcoin", name="比特币", kind="coin", ticker="BTC")
