"""Pages below /en/: everything but the reports themselves is in English."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone, translation
from pytest_django import Settings

from aggregator.articles.models import Tag
from aggregator.chain.models import Snapshot
from aggregator.market.models import Price
from aggregator.search.rebuild import rebuild
from aggregator.site.tongues.english import english, spoken
from tests.site.conftest import DOUBT, Make, Tell

HAN = re.compile("[\u3400-\u9fff]+")
# The only Chinese of what is reported in these tests; and what says Chinese by its nature.
# What can be typed into the search box.
EXAMPLES = {"大饼 现货ETF", "“现货 ETF”", "近7天 重要:是"}
REPORTED = str.maketrans("", "", "甲乙丙丁戊己庚辛")


@pytest.fixture
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.mark.usefixtures("in_english")
@pytest.mark.parametrize(
    ("chinese", "said"),
    [
        ("2,575 万美元", "$25.75M"), ("4.535 亿美元", "$453.5M"), ("500 美元", "$500"), ("1.2 万亿美元", "$1.2T"),
        ("3.14 亿", "314M"), ("1.5 万 枚", "15K"), ("11,780 枚", "11,780"), ("3 亿美元", "$300M"),
        ("2 分钟", "2 min"), ("3 小时 5 分钟", "3 h 5 min"), ("+2 分钟", "+2 min"), ("+1 天", "+1 d"),
        ("2 分钟前", "2 min ago"), ("刚刚", "just now"), ("20 分钟前的数据", "as of 20 min ago"),
        ("3 小时前起没有新数据", "nothing new for 3 h"), ("同时", "same minute"),
        ("今天 20:41", "Today 20:41"), ("3月25日", "25 Mar"), ("2025年3月25日", "25 Mar 2025"),
        ("3月25日 20:41", "25 Mar 20:41"), ("2025年3月25日 20:41", "25 Mar 2025 20:41"),
        ("今天，3月25日 星期三", "Today, Wed 25 Mar"), ("12月1日 星期日", "Sun 1 Dec"),
        ("2026 年 3 月", "Mar 2026"),
        ("3 家媒体在 12 分钟内报道", "3 outlets within 12 min"), ("2 家媒体报道", "2 outlets report it"),
        ("3 家媒体在 2 小时内报道，涉及比特币，主题为监管", "3 outlets within 2 h, about Bitcoin, topic: 监管"),
        ("甲报标为重要", "marked important by 甲报"),
        ("距调整 1,008 块，预计 +1.2%", "1,008 blocks to adjustment, expected +1.2%"),
        ("距调整 1,008 块，变化未知", "1,008 blocks to adjustment, change unknown"),
        ("高度 1,050,000，约 2028 年 4 月", "height 1,050,000, about Apr 2028"),
        ("平均 10 分钟一块；2 小时前的数据", "10 min a block on average; as of 2 h ago"),
        ("node.example 不提供这项数据", "node.example does not give this figure"),
        ("高于当时市价，相差约 10 倍，疑似位数或单位有误",
         "above the market price of the time, about 10 times apart, probably a wrong digit or unit"),
        ("BTC 跌破 65,102 美元", "BTC below $65,102"), ("BTC 突破 7 万美元", "BTC above $70K"),
        ("BTC 净流出 1.25 亿美元", "BTC net outflow $125M"), ("ETH 周净流入 1.2 万 枚", "ETH weekly inflow 12K"),
        ("净流入 500 美元", "net inflow $500"), ("24 小时 3 亿美元", "$300M in 24 h"), ("71 分", "71 points"),
        ("主题词“甲”", "topic word “甲”"), ("类型：快讯", "Kind: Flashes"), ("不含：甲", "Without: 甲"),
        ("Series: ETF 资金流向", "Series: ETF flows"), ("比特币 height", "Bitcoin height"),
        ("1 ETH = 2,185.95 美元，source，", "1 ETH = $2,185.95, source"), ("Search: 甲", None), ("近 7 天", "last 7 days"), ("币种", "Coin"), ("最新区块", "Latest block"),
        ("2026-03-01 至 2026-03-02", "2026-03-01 to 2026-03-02"), ("plain", "plain"),
        ("甲乙丙", None), ("甲突破 0.15 美元，24 小时 6.2%", None), ("BTC 突破关键位", None), ("涉及金额，甲", None),
        ("地址 被盗", None), ("13月5日", None), ("甲，乙", None), ("刚刚，甲", None), ("某机构转出 3 亿美元", None),
    ],
)  # fmt: skip
def test_sentences_of_the_rooms_below(chinese: str, said: str | None) -> None:
    assert spoken(chinese) == said


@pytest.mark.usefixtures("in_english")
def test_only_whole_texts_are_said_in_english() -> None:
    assert (
        english("<i>：只展示标题，正文请到原站阅读。</i>")
        == "<i>: Headlines only; read the text at the outlet. </i>"
    )
    page = '<b> 刚刚\n</b><i title="币种" data-x="币种">币种新闻</i><code>币种</code><p lang="zh">币种</p>'
    said = '<b> just now\n</b><i title="Coin" data-x="币种">币种新闻</i><code>币种</code><p lang="zh">币种</p>'
    assert english(page) == said


@pytest.fixture
def stocked(make: Make, tell: Tell, settings: Settings) -> list[str]:
    """Something of everything that pages show; gives the addresses of the pages."""
    settings.OPTIONS = {
        **settings.OPTIONS,
        "BITCOIN_PROVIDER": "esplora",
        "ETHEREUM_PROVIDER": "rpc",
    }
    now = timezone.now()
    coin = Tag.objects.create(slug="bitcoin", name="甲", kind="coin", ticker="BTC", aliases=["乙"])
    topic = Tag.objects.create(slug="regulation", name="丙", kind="topic")
    fact = {"kind": "money", "value": "1", "unit": "USD", "text": "丁", "place": "text"}
    doubt = {
        **DOUBT,
        "text": "甲",
        "place": "title",
        "price_source": "source",
        "note": "高于当时市价，相差约 10 倍",
    }
    rich = {
        "tags": [coin, topic],
        "facts": [fact],
        "doubts": [doubt],
        "has_figures": True,
        "is_important": True,
        "excerpt": "戊己",
        "text": "戊己庚辛",
        "revised": 1,
        "flags": ["bad_date", "homoglyph"],
    }
    one = make("甲乙", source="one", published_at=now - timedelta(hours=3), **rich)
    two = make(
        "甲丙", source="two", published_at=now - timedelta(hours=2), policy="headline", **rich
    )
    long = make(
        "丁戊",
        source="three",
        policy="full",
        kind="article",
        html="<p>己庚</p>",
        text="己庚",
        url="",
        published_at=None,
        sorted_at=now - timedelta(days=2),
        summary="己",
        summary_ai="庚",
        author="辛",
    )
    series = "etf-flows"
    story = tell(
        one,
        two,
        importance=60,
        reasons=["2 家媒体在 60 分钟内报道", "涉及比特币"],
        series_slug=series,
        series_name="ETF 资金流向",
        series_level="BTC 日 usd=-125000000~1",
        started_at=now,
    )
    Price.objects.create(coin="bitcoin", usd=71286, change_24h="1.5", provider="x", observed_at=now)
    figures = {
        "last_block_at": now.timestamp() - 300,
        "hash_rate": 9e20,
        "hash_rate_window": "近 1008 块",
        "difficulty": 1.2e14,
        "adjustment_blocks_left": 1000,
        "adjustment_percent": 1.2,
        "fee_next": 3,
        "fee_hour": 2,
        "mempool_transactions": 12000,
        "mempool_vbytes": 9e6,
        "halving_height": 1050000,
        "halving_blocks_left": 90000,
        "halving_at": 1840000000,
    }
    Snapshot.objects.create(
        network="bitcoin", provider="x", height=900000, figures=figures, observed_at=now
    )
    rebuild()
    return [
        "/", "/?kind=article", "/?important=1", "/?kind=flash&important=1", f"/a/{one.pk}/", f"/a/{two.pk}/",
        f"/a/{long.pk}/", f"/story/{story.pk}/", "/tag/bitcoin/", "/tag/regulation/", "/source/one/",
        "/source/two/", "/source/three/", "/series/", f"/series/{series}/", "/first/", "/first/?span=7d",
        "/search/", "/search/?q=%E7%94%B2", "/search/?q=%E7%94%B2&order=newest",
        "/search/?q=nothing%20at%20all", "/about/", "/api/", "/nothing/", "/?after=x", "/a/999/",
    ]  # fmt: skip


def leftovers(body: str) -> list[str]:
    """The Chinese of a page that is none of what is reported."""
    body = re.sub(
        r"<(script|style|pre|code|svg)\b.*?</\1>|<dl class=.syntax__list.>.*?</dl>|<!--.*?-->",
        "",
        body,
        flags=re.DOTALL,
    )
    body = re.sub(r"<(\w+)\b[^>]*\slang=\"zh[\w-]*\"[^>]*>[^<]*</\1>", "", body)
    texts = re.findall(r">([^<]+)<", body)
    texts += re.findall(
        r"\s(?:title|alt|placeholder|aria-label|content|data-[\w-]*label)=\"([^\"]*)\"", body
    )
    texts = [text for text in texts if text.strip() not in EXAMPLES]
    return sorted({text.strip() for text in texts if HAN.search(text.translate(REPORTED))})


def test_every_page_is_english_but_for_the_reports(client: Client, stocked: list[str]) -> None:
    left = {
        path: found
        for path in stocked
        if (found := leftovers(client.get(f"/en{path}").content.decode()))
    }
    assert left == {}
