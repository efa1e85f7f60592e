"""The desk's first page."""

from datetime import timedelta
from time import time

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from redis.exceptions import ConnectionError as RedisConnectionError

from aggregator.desk import dashboard
from aggregator.feeds.models import Feed
from newsroom import tasks
from tests.desk.conftest import make_article

INDEX = reverse("admin:index")


@pytest.fixture(autouse=True)
def _no_mark(settings) -> None:
    cache.clear()


def test_the_figures_are_those_of_the_rows(editor, feed) -> None:
    now = timezone.now()
    make_article(feed.source, 1, sorted_at=now - timedelta(hours=2), index_pending=True)
    make_article(feed.source, 2, sorted_at=now - timedelta(hours=30))
    Feed.objects.create(source=feed.source, title="停", url="https://example.org/2", enabled=False)
    context = editor.get(INDEX).context
    assert [(f["name"], f["value"]) for f in context["desk_figures"]] == [
        ("近 24 小时稿件", "1"),
        ("等待索引", "1"),
        ("抓取服务上次活动", "尚无记录"),
        ("索引服务上次活动", "尚无记录"),
        ("调度服务上次活动", "尚无记录"),
    ]
    assert [(s["name"], s["number"]) for s in context["desk_states"]] == [
        ("尚未抓取", 1),
        ("已停用", 1),
    ]


def test_a_figure_is_counted_no_further_than_its_bound(source, monkeypatch) -> None:
    monkeypatch.setattr(dashboard, "MOST", 1)
    make_article(source, 1)
    make_article(source, 2)
    assert dashboard.bounded(source.articles.all()) == "1 以上"


def test_the_signs_of_life_are_those_that_the_services_leave(db) -> None:
    assert tuple(dashboard.SERVICES) == tasks.SERVICES
    tasks.sign("worker")
    cache.set("sign:beat", time() - 130)
    worker, indexer, beat = dashboard.signs()
    assert worker["name"] == "抓取服务上次活动"
    assert worker["value"].endswith("秒前")
    assert indexer == {"name": "索引服务上次活动", "value": "尚无记录"}
    assert beat == {"name": "调度服务上次活动", "value": "2 分钟前"}


def test_without_a_cache_the_page_says_so(editor, feed, monkeypatch) -> None:
    class Unreachable:
        def get_many(self, keys: list[str]) -> None:
            raise RedisConnectionError("no socket")

    monkeypatch.setattr(dashboard, "cache", Unreachable())
    assert "连不上缓存" in editor.get(INDEX).content.decode()


def test_figures_are_for_editors(stranger, feed) -> None:
    context = stranger.get(INDEX).context
    assert "desk_figures" not in context
    assert "desk_states" not in context
