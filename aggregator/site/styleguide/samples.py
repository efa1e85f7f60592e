"""Made-up, neutral rows for the style guide: nobody that exists, nothing that happened.

None of them is saved, so that the guide needs no database; names are 甲, 乙, 丙.
"""

from datetime import datetime, timedelta
from types import SimpleNamespace

from aggregator.articles.models import Article, Tag
from aggregator.feeds.models import Source
from aggregator.site.lists.item import Item
from aggregator.site.press.outlets import Outlet
from aggregator.site.story.changes import Change
from aggregator.site.story.differs import changed_words
from aggregator.stories.models import Story

SOURCES = tuple(
    Source(pk=n, slug=f"sample-{n}", name=name, home="https://outlet.example/", text_policy="full")
    for n, name in enumerate(("甲社", "乙社", "丙社"), 1)
)
TAG = Tag(pk=1, slug="sample", name="甲币", kind="coin", ticker="JIA", aliases=[])
TITLES = (
    "甲协议完成升级，主网暂停约 12 分钟后恢复",
    "甲协议升级完成，暂停 12 分钟",
    "甲协议升级后恢复出块",
)
TEXT = "甲协议今日完成例行升级。升级期间主网暂停约 12 分钟，之后恢复出块，期间未发现资金异常。"
LONG = "一个很长的标题要能完整显示，不截断，也不把 1.99 亿美元和单位拆到两行，读到最后一个字为止"
DOUBT = {
    "text": "1,000 枚 JIA，价值约 2 亿美元",
    "place": "text",
    "coin": "JIA",
    "amount": "1000",
    "stated": "200000000",
    "expected": "20000",
    "factor": "10000",
    "note": "高于当时市价，相差约 1 万倍，疑似把“万”写成“亿”",
    "price": "20",
    "price_source": "示例价源",
    "price_at": "2026-01-05T08:00:00+00:00",
}
FACT = {
    "kind": "money",
    "value": "199000000",
    "unit": "USD",
    "text": "1.99 亿美元",
    "place": "text",
}


def article(number: int, now: datetime, **fields: object) -> Article:
    """An article of the outlet `number` (0 to 2), some minutes old."""
    at = now - timedelta(minutes=30 - 4 * number)
    values: dict[str, object] = {
        "pk": number + 1,
        "source": SOURCES[number],
        "title": TITLES[number],
        "url": f"https://outlet.example/{number}",
        "excerpt": TEXT,
        "text": TEXT,
        "published_at": at,
        "first_seen_at": at,
        "sorted_at": at,
        "updated_at": at,
    }
    return Article(**(values | fields))


def story(now: datetime) -> Story:
    """An event of three outlets that matters."""
    reasons = ["3 家媒体在 8 分钟内报道", "涉及 1.99 亿美元"]
    return Story(
        pk=1,
        started_at=now - timedelta(minutes=30),
        lead=article(0, now),
        first=article(0, now),
        report_count=3,
        outlet_count=3,
        importance=62,
        reasons=reasons,
    )


def outlets(now: datetime) -> tuple[Outlet, ...]:
    """The three outlets of the event, with their lags; the last gives no time."""
    rows = []
    for number, source in enumerate(SOURCES):
        one = article(number, now)
        known = number < 2
        rows.append(
            Outlet(
                article_id=one.pk,
                name=source.name,
                slug=source.slug,
                title=one.title,
                at=one.published_at if known else None,
                lag=timedelta(minutes=4) if number == 1 else None,
                first=number == 0,
            )
        )
    return tuple(rows)


def items(now: datetime) -> dict[str, Item]:
    """A flash, an article with a long headline, an event, and an event that is 重要."""
    told = outlets(now)
    vital = article(0, now, is_important=True, facts=[FACT], doubts=[DOUBT])
    return {
        "flash": Item(article(1, now, facts=[FACT])),
        "article": Item(article(2, now, kind="article", title=LONG, revised=1)),
        "story": Item(article(0, now), story(now), told, 0, True),
        "vital": Item(vital, story(now), told, 2, True),
    }


def changes(now: datetime) -> list[Change]:
    """What became of an article's headline."""
    words = changed_words("甲协议升级，主网暂停", TITLES[0])
    return [Change(article(0, now), now - timedelta(minutes=5), words)]


def topics(now: datetime) -> list[SimpleNamespace]:
    """A topic as the list of topics shows it."""
    tags = [SimpleNamespace(name="甲币", get_absolute_url="/tag/sample/")]
    return [
        SimpleNamespace(
            title="甲协议升级始末",
            lede="从提案到主网切换，哪些节点要看，哪些数字对得上。",
            latest=story(now),
            latest_at=now - timedelta(minutes=30),
            tags=SimpleNamespace(all=tags),
            get_absolute_url="/topic/sample/",
        )
    ]
