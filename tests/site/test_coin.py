"""The pages of coins."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from aggregator.articles.models import Article, Tag
from aggregator.chain.models import Snapshot
from aggregator.market.models import Price
from tests.site.conftest import EVIL, Make, Tell
from tests.site.test_front import more, shown, text

LONG = timedelta(days=7)


@pytest.fixture
def prices(db: None) -> datetime:
    """A week of Bitcoin's prices by the hour, the newest with its change; gives now."""
    now = timezone.now()
    Price.objects.bulk_create(
        Price(
            coin="bitcoin",
            usd=70_000 + 10 * n,
            change_24h="1.47" if n == 168 else None,
            provider="价源",
            observed_at=now - timedelta(hours=168 - n),
        )
        for n in range(169)
    )
    return now


def test_the_head_says_price_change_source_and_age(
    client: Client, bitcoin: Tag, prices: datetime
) -> None:
    body = text(client, "/coin/bitcoin/")
    head = body.split('class="quote"')[1].split("</header>")[0]
    known = ("71,680", "+1.47%", "来自 价源", "刚刚", "近 7 天高 71,680")
    for words in (*known, "又作 <span>大饼</span>"):
        assert words in head, words
    assert "比特币 71,680｜" in body
    assert 'data-follow="watch"' in head


def test_the_chart_reads_without_a_script(client: Client, bitcoin: Tag, prices: datetime) -> None:
    body = text(client, "/coin/bitcoin/?span=24h")
    assert body.count('class="trace"') >= 2, "wide and narrow"
    assert 'aria-label="比特币近 24 小时的价格，最高 71,680 美元' in body
    assert 'data-chart="/coin/bitcoin/points.json?span=24h"' in body
    assert 'href="/coin/bitcoin/?span=24h" aria-current="true"' in body
    assert "style=" not in body.split('class="chart')[1].split("</figure>")[0]


def test_stories_stand_on_the_axis_and_in_a_list(
    client: Client, make: Make, tell: Tell, bitcoin: Tag, prices: datetime
) -> None:
    def story(title: str, hours: float, **fields: object) -> None:
        at = prices - timedelta(hours=hours)
        important = fields.pop("important", False)
        one = make(title, published_at=at, tags=[bitcoin])
        one.tagged.update(about=True)
        two = make(title, source="other", published_at=at)
        tell(one, two, started_at=at, **fields)
        Article.objects.filter(pk=one.pk).update(is_important=important)

    story("大事", 50, importance=90, important=True)
    story(f"小事{EVIL}", 0.2, importance=5)
    story("太久以前", 200, importance=99)
    body = text(client, "/coin/bitcoin/")
    marks = body.split('class="marks"')[1].split("</ol>")[0]
    assert marks.index("小事") < marks.index("大事"), "the latest first"
    assert "太久" not in marks
    assert '<span class="marks__no marks__no--vital">1</span>' in marks
    assert "+0.01%" in marks, "ten dollars of seventy thousand in the hour after"
    assert '<span class="unknown">—</span>' in marks, "the hour after has not passed"
    assert body.count('class="pin pin--vital"') == 2
    answer = client.get("/coin/bitcoin/points.json").json()
    assert [(one["no"], one["vital"]) for one in answer["marks"]] == [(1, True), (2, False)]
    assert answer["marks"][0]["href"].startswith("/story/")


def test_the_points_are_for_scripts_and_caches(client: Client, prices: datetime) -> None:
    answer = client.get("/coin/bitcoin/points.json?span=30d")
    data = answer.json()
    assert answer["Cache-Control"] == "public, max-age=60"
    assert len(data["times"]) == len(data["values"]) > 100
    assert data["values"][-1] == 71_680
    assert data["end"] - data["start"] == 30 * 86_400
    assert data["zone"] == "Asia/Shanghai"
    assert client.get("/coin/usd1/points.json").status_code == 404
    assert client.get("/coin/ethereum/points.json?span=x").json()["times"] == []


@pytest.mark.django_db
def test_an_unknown_price_says_why(client: Client, bitcoin: Tag) -> None:
    body = text(client, "/coin/bitcoin/")
    assert "还没有从价格来源读到这个币的价格" in body
    assert "这段时间没有价格" in body
    Tag.objects.create(slug="wutong", name="梧桐币", kind="coin", ticker="WTG")
    body = text(client, "/coin/wutong/")
    assert "价格来源里没有这个币" in body
    assert "data-chart" not in body


def test_an_old_price_is_said_to_be_old(client: Client, bitcoin: Tag) -> None:
    old = timezone.now() - timedelta(hours=3)
    Price.objects.create(coin="bitcoin", usd=5, provider="价源", observed_at=old)
    body = text(client, "/coin/bitcoin/")
    assert "价格已旧" in body
    assert "3 小时前" in body
    assert '<span class="unknown">—</span> <span class="faint">24 小时' in body, "no change told"


def test_a_network_that_we_read_stands_below(
    client: Client, bitcoin: Tag, settings: Settings
) -> None:
    settings.OPTIONS = settings.OPTIONS | {
        "BITCOIN_PROVIDER": "esplora",
        "BITCOIN_URL": "http://node.example",
    }
    now = timezone.now()
    for hours in range(40, -1, -1):
        Snapshot.objects.create(
            network="bitcoin",
            provider="节点",
            height=900_000,
            figures={"hash_rate": 1e21, "fee_next": 100 - hours},
            observed_at=now - timedelta(hours=hours),
        )
    body = text(client, "/coin/bitcoin/")
    chain = body.split('<h2 class="section__title">链上</h2>')[1].split("</section>")[0]
    assert "高度 900,000" in chain
    assert "节点" in chain
    assert 'class="figure__trace"' in chain
    assert '24 小时 <span class="up num">+29.' in chain.replace("\n", "")
    assert 'href="/chain/"' in chain


def test_news_go_on_and_are_filtered(client: Client, make: Make, bitcoin: Tag) -> None:
    flashes = [make(f"快讯{n}", tags=[bitcoin]) for n in range(40)]
    article = make("长文", tags=[bitcoin], kind="article")
    vital = make("要紧", tags=[bitcoin], is_important=True)
    seen: list[int] = []
    path = "/coin/bitcoin/?kind=flash"
    while path:
        body = text(client, path)
        seen += shown(body)
        path = more(body)
    assert seen == [vital.pk, *(one.pk for one in reversed(flashes))]
    assert shown(text(client, "/coin/bitcoin/?kind=article")) == [article.pk]
    assert shown(text(client, "/coin/bitcoin/?important=1")) == [vital.pk]
    assert "没有这样的稿件" in text(client, "/coin/bitcoin/?important=1&kind=article")
    cursor = more(text(client, "/coin/bitcoin/?kind=flash")).split("after=")[1]
    assert client.get(f"/coin/bitcoin/?after={cursor}").status_code == 400, "of another list"
    part = client.get(f"/coin/bitcoin/?kind=flash&after={cursor}", headers={"X-Part": "true"})
    assert "<html" not in part.text


def test_names_beside_it_are_linked(client: Client, make: Make, bitcoin: Tag) -> None:
    body_ = Tag.objects.create(slug="sec", name="证监会", kind="regulator")
    topic = Tag.objects.create(slug="etf", name="ETF", kind="topic")
    now = timezone.now()
    for n in range(3):
        make(f"一起{n}", tags=[bitcoin, body_, topic], published_at=now - timedelta(hours=n))
    side = text(client, "/coin/bitcoin/").split('class="page__side"')[1]
    assert 'href="/who/sec/">证监会</a>' in side
    assert "3 篇" in side
    assert "ETF</a>" not in side, "topics say nothing of whom it is about"


def test_old_addresses_lead_to_the_only_one(client: Client, bitcoin: Tag) -> None:
    Tag.objects.create(slug="sec", name="证监会", kind="regulator")
    Tag.objects.create(slug="etf", name="ETF", kind="topic")
    for path, target in (
        ("/tag/bitcoin/?after=x", "/coin/bitcoin/?after=x"),
        ("/who/bitcoin/", "/coin/bitcoin/"),
        ("/zh-hant/coin/sec/", "/zh-hant/who/sec/"),
        ("/en/tag/sec/", "/en/who/sec/"),
        ("/coin/etf/", "/tag/etf/"),
    ):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["Location"]) == (301, target)


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["a/b", "%F0%9F%9A%80", "x" * 500, "none", "a%2Fb", "%00", "⚡"])
@pytest.mark.parametrize("page", ["coin", "who", "tag"])
def test_odd_names_are_a_page_not_found(client: Client, page: str, slug: str) -> None:
    answer = client.get(f"/{page}/{slug}/")
    assert answer.status_code == 404
    assert "masthead" in answer.text


def test_the_list_has_every_coin(
    client: Client, make: Make, bitcoin: Tag, prices: datetime
) -> None:
    make("比特币", tags=[bitcoin], published_at=timezone.now() - timedelta(minutes=1))
    body = text(client, "/coin/")
    row = body.split("<tbody>")[1].split('href="/coin/bitcoin/"')[1].split("</tr>")[0]
    assert "71,680" in row
    assert "+1.47%" in row
    assert "<path d=" in row
    assert '<td class="n">1</td>' in row
    other = body.split('href="/coin/solana/"')[1].split("</tr>")[0]
    assert "尚未取得价格" in other
    assert body.index('href="/coin/bitcoin/"') < body.index('href="/coin/solana/"')


@pytest.mark.parametrize("path", ["/coin/bitcoin/", "/coin/chainlink/", "/coin/", "/who/sec/"])
def test_queries_are_bounded(
    client: Client,
    make: Make,
    tell: Tell,
    bitcoin: Tag,
    prices: datetime,
    django_assert_max_num_queries: Callable[..., object],
    path: str,
) -> None:
    sec = Tag.objects.create(slug="sec", name="证监会", kind="regulator")
    link = Tag.objects.create(slug="chainlink", name="Chainlink", kind="coin", ticker="LINK")
    for n in range(20):
        one = make(f"第{n}条", tags=[bitcoin, sec, link], published_at=prices)
        tell(one, make(f"第{n}条", source="other", published_at=prices))
    cache.clear()
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        text(client, path)
    with django_assert_max_num_queries(6):  # type: ignore[attr-defined]
        text(client, path)
