"""The desk's first page: a few true figures, none of which needs a scan."""

# ruff: noqa: ARG001 - Django fixes the signatures

from datetime import datetime, timedelta
from time import time
from typing import Any

from django.core.cache import cache
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from redis.exceptions import RedisError

from aggregator.articles.models import Article
from aggregator.desk.feed_states import TONES
from aggregator.feeds.models import Feed
from aggregator.market.wording import span

MOST = 10_000
# Each leaves the time of its last task in the cache (newsroom.tasks.sign).
SERVICES = {"worker": "抓取", "indexer": "索引", "beat": "调度"}


def bounded(rows: QuerySet[Any]) -> str:
    """How many rows there are, counted no further than MOST."""
    number = rows.order_by()[: MOST + 1].count()
    return f"{MOST:,} 以上" if number > MOST else f"{number:,}"


def signs() -> list[dict[str, str]]:
    """How long ago each service last did a task; says so when that can't be known."""
    try:
        marks = cache.get_many([f"sign:{service}" for service in SERVICES])
    except (RedisError, OSError):
        return [{"name": "后台服务", "value": "连不上缓存（Valkey），后台可能没有运行"}]
    return [
        {"name": f"{words}服务上次活动", "value": _since(marks.get(f"sign:{service}"))}
        for service, words in SERVICES.items()
    ]


def _since(mark: float | None) -> str:
    if mark is None:
        return "尚无记录"
    return f"{span(timedelta(seconds=max(0.0, time() - float(mark))))}前"


def states() -> list[dict[str, Any]]:
    """How many enabled feeds are in each state, and how many are switched off."""
    counted = dict(
        Feed.objects.filter(enabled=True).order_by().values_list("state").annotate(Count("pk"))
    )
    rows = [
        {
            "name": state.label,
            "tone": TONES[state],
            "number": counted[state],
            "query": f"?enabled__exact=1&state__exact={state.value}",
        }
        for state in Feed.State
        if state in counted
    ]
    off = Feed.objects.filter(enabled=False).count()
    if off:
        rows.append(
            {"name": "已停用", "tone": "plain", "number": off, "query": "?enabled__exact=0"}
        )
    return rows


def figures(now: datetime) -> list[dict[str, str]]:
    """Name and value of each figure."""
    day = Article.objects.filter(sorted_at__gte=now - timedelta(days=1), sorted_at__lte=now)
    return [
        {"name": "近 24 小时稿件", "value": bounded(day)},
        {"name": "等待索引", "value": bounded(Article.objects.filter(index_pending=True))},
        *signs(),
    ]


def fill(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Add the figures to the first page's context, for those who may see them."""
    if request.user.has_perm("feeds.view_feed"):
        context["desk_states"] = states()
    if request.user.has_perm("articles.view_article"):
        context["desk_figures"] = figures(timezone.now())
    return context


def without_inline_colours(request: HttpRequest) -> dict[str, Any]:
    """Let desk.css set the colours: unfold would write them into an inline style."""
    return {"colors": None}
