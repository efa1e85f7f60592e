"""A site with something of everything that pages show, told in ten letters of Chinese alone."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from aggregator.articles.models import Article, Revision, Tag
from aggregator.chain.models import Block, Snapshot
from aggregator.market.models import Price
from aggregator.search.rebuild import rebuild
from aggregator.stories.models import Act, Story
from aggregator.stories.moderation import record_correction, record_flag, record_ruling
from aggregator.topics.models import Topic
from aggregator.votes.casting import cast
from aggregator.votes.models import Way
from tests.site.conftest import DOUBT, Make, Tell

FACT = {"kind": "money", "value": "1", "unit": "USD", "text": "丁", "place": "text"}
UNSURE = {
    **DOUBT,
    "text": "甲",
    "place": "title",
    "price_source": "source",
    "note": "高于当时市价，相差约 10 倍",
}
RICH: dict[str, Any] = {
    "facts": [FACT],
    "doubts": [UNSURE],
    "has_figures": True,
    "is_important": True,
    "excerpt": "戊己",
    "text": "戊己庚辛",
    "revised": 1,
    "flags": ["bad_date", "homoglyph"],
}
LONG: dict[str, Any] = {
    "policy": "full",
    "kind": "article",
    "html": "<p>己庚</p>",
    "text": "己庚",
    "url": "",
    "published_at": None,
    "summary": "己",
    "summary_ai": "庚",
    "author": "辛",
}
SERIES = "etf-flows"
TOLD: dict[str, Any] = {
    "importance": 60,
    "reasons": ["2 家媒体在 60 分钟内报道", "涉及比特币"],
    "series_slug": SERIES,
    "series_name": "ETF 资金流向",
    "series_level": "BTC 日 usd=-125000000~1",
}
FIGURES = {
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
PAGES = (
    *("/", "/?mine=1", "/?coin=bitcoin&topic=regulation", "/?kind=article", "/?important=1"),
    *("/?kind=flash&important=1", "/?after=x", "/tag/bitcoin/", "/tag/regulation/"),
    *("/source/", "/source/one/", "/source/two/", "/source/three/", "/who/someone/"),
    *("/series/", f"/series/{SERIES}/", "/series/liquidations/", "/first/", "/first/?span=7d"),
    *("/search/", "/search/?q=%E7%94%B2", "/search/?q=%E7%94%B2&order=newest"),
    *("/search/?q=nothing%20at%20all", "/search/?q=a+-a"),
    *("/coin/", "/coin/bitcoin/", "/coin/bitcoin/?span=24h", "/coin/ether/"),
    *("/chain/", "/chain/?span=7d", "/topic/", "/topic/run/", "/topic/over/", "/topic/withdrawn/"),
    *("/about/", "/about/importance/", "/about/first/", "/about/figures/", "/about/texts/"),
    *("/about/corrections/", "/about/log/", "/settings/", "/settings/?watch=bitcoin"),
    *("/settings/?reset=1", "/more/", "/feeds/", "/offline/", "/card/bitcoin/", "/api/"),
    *("/nothing/", "/a/999/"),
)


@pytest.fixture
def stocked(make: Make, tell: Tell, settings: Settings) -> list[str]:
    """Something of everything that pages show; gives the addresses of the pages."""
    nodes = {"BITCOIN_PROVIDER": "esplora", "ETHEREUM_PROVIDER": "rpc"}
    settings.OPTIONS = {**settings.OPTIONS, **nodes}
    now = timezone.now()
    coin = Tag.objects.create(slug="bitcoin", name="甲", kind="coin", ticker="BTC", aliases=["乙"])
    topic = Tag.objects.create(slug="regulation", name="丙", kind="topic")
    person = Tag.objects.create(slug="someone", name="己", kind="person")
    rich = {**RICH, "tags": [coin, topic, person]}
    one = make("甲乙", source="one", published_at=now - timedelta(hours=3), **rich)
    later = now - timedelta(hours=2)
    two = make("甲丙", source="two", published_at=later, policy="headline", **rich)
    long = make("丁戊", source="three", sorted_at=now - timedelta(days=2), **LONG)
    hidden = make("壬", is_hidden=True)
    story = tell(one, two, started_at=now, **TOLD)
    _read(now)
    _changed(one, story, now)
    _charted(make, tell, coin, now)
    _followed(make, tell, story, coin, now)
    rebuild()
    articles = [f"/a/{article.pk}/" for article in (one, two, long, hidden)]
    return [*PAGES, *articles, f"/story/{story.pk}/", f"/vote/{story.pk}/"]


def _read(now: datetime) -> None:
    """A price, and what a network's node said."""
    Price.objects.create(coin="bitcoin", usd=71286, change_24h="1.5", provider="x", observed_at=now)
    figures = {**FIGURES, "last_block_at": now.timestamp() - 300}
    Snapshot.objects.create(
        network="bitcoin", provider="x", height=900000, figures=figures, observed_at=now
    )


def _changed(one: Article, story: Story, now: datetime) -> None:
    """What editors and outlets did, every kind of it; and a vote."""
    Revision.objects.create(article=one, title="庚辛", html="<p>戊己庚</p>", seen_at=now)
    record_correction(
        one, "庚", ["title", "text", "html", "url", "published_at", "author"], "wrong", now
    )
    for reason in ("outlet", "judged", ""):
        record_flag([one], "is_important", bool(reason), reason, now)
    for verb in (Act.Verb.MERGED, Act.Verb.SPLIT, Act.Verb.MOVED):
        record_ruling(verb, story.pk, story.pk, 2, "", now)
        Act.objects.create(at=now, verb=verb, count=2)
    cast(story.pk, Way.UP, "a", "b", now)


def _charted(make: Make, tell: Tell, coin: Tag, now: datetime) -> None:
    """Prices, blocks and figures of a series for some days."""
    Tag.objects.create(slug="ether", name="庚", kind="coin", ticker="ETH")
    for n in range(1, 40):
        at = now - timedelta(hours=6 * n)
        Price.objects.create(coin="bitcoin", usd=70_000 + n, provider="x", observed_at=at)
        figures = {"fee_next": 2 + n % 3, "mempool_transactions": 20_000 + n, "hash_rate": 1e21}
        Snapshot.objects.create(
            network="bitcoin", provider="x", height=900_000 - n, figures=figures, observed_at=at
        )
        Snapshot.objects.create(
            network="ethereum", provider="y", height=25_000_000 - n, observed_at=at,
            figures={"base_fee": 1.5, "gas_price": 2.0},
        )  # fmt: skip
        Block.objects.create(
            network="bitcoin", height=900_000 - n, mined_at=now - timedelta(minutes=9 * n),
            transactions=3_000, weight=3_990_000, fees=2_100_000,
        )  # fmt: skip
    for n in range(1, 6):
        at = now - timedelta(days=n)
        for slug, name, level in (
            ("etf-flows", "ETF 资金流向", f"BTC 日 usd={-n}25000000~1;ETH 周 coin={n}000"),
            ("liquidations", "全网爆仓", f"24h={n}00000000;h=5000000"),
            ("fear-greed", "恐慌与贪婪指数", f"score={n}0"),
        ):
            tell(
                make("甲", published_at=at, tags=[coin]), started_at=at,
                series_slug=slug, series_name=name, series_level=level,
            )  # fmt: skip


def _followed(make: Make, tell: Tell, story: Story, coin: Tag, now: datetime) -> None:
    """Topics of every state."""
    for slug, state in (("run", "open"), ("over", "closed"), ("withdrawn", "withdrawn")):
        made = Topic.objects.create(
            slug=slug, title="甲", lede="乙", intro="丙", state=state, started_at=now, least=0,
            closed_at=now if state == "closed" else None,
        )  # fmt: skip
        made.tags.add(coin)
        made.entries.create(story=story, note="丁", pinned=True)
