"""Amounts held against prices."""

import gzip
import json
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from pytest_django import DjangoAssertNumQueries

from aggregator.articles import doubts
from aggregator.articles.ingest import ingest
from aggregator.articles.models import Article
from aggregator.articles.reference import ENOUGH, Known, Peer, implied, nearest
from aggregator.feeds.entry import Entry
from aggregator.feeds.models import Feed, Source
from aggregator.language import Valued, valued
from aggregator.market.models import Price

NOW = datetime(2026, 3, 25, 10, tzinfo=UTC)
PRICE = Known(Decimal(70_000), "示例行情", NOW)
SLIP = "1,000 枚 BTC（约 7 亿美元）转入某所"
RIGHT = "1,000 枚 BTC（约 7000 万美元）转入某所"


def pair(text: str) -> Valued:
    return valued(text)[0]


@pytest.mark.parametrize(
    ("text", "factor", "note"),
    [
        (SLIP, "10", "高于当时市价，相差约 10 倍，疑似位数或单位有误"),
        ("1,000 枚 BTC（约 700 万美元）", "0.1", "低于当时市价，相差约 10 倍，疑似位数或单位有误"),
        ("3 枚 BTC（约 21 亿美元）", "1E+4", "高于当时市价，相差约 1 万倍，疑似把“万”写成“亿”"),
        ("3,000 枚 BTC（约 2.1 万美元）", "0.0001", "低于当时市价，相差约 1 万倍，疑似把“亿”写成“万”"),
        ("1,000 枚 BTC（约 3.5 亿美元）", "5", "高于当时市价，相差约 5 倍"),
        ("1 枚 BTC（约 350 万美元）", "50", "高于当时市价，相差约 50 倍"),
        ("0.01 枚 BTC（约 700 万美元）", "1E+4", "高于当时市价，相差约 1 万倍，疑似把“万”写成“亿”"),
    ],
)  # fmt: skip
def test_what_is_off_by_a_factor_is_named(text: str, factor: str, note: str) -> None:
    doubt = doubts.judge(pair(text), PRICE)
    assert doubt is not None
    assert (doubt.factor, doubt.note) == (Decimal(factor), note)


@pytest.mark.parametrize(
    "text",
    [
        RIGHT,
        "1,000 枚 BTC（约 1.9 亿美元）",
        "1,000 枚 BTC（约 2400 万美元）",
        "1,000 枚 BTC（约 7 亿港元）",
        "1,000 枚 BTC（约 7.1 万美元）",  # what one costs
    ],
)
def test_what_may_be_right_is_no_doubt(text: str) -> None:
    assert doubts.judge(pair(text), PRICE) is None


def test_without_a_price_nobody_judges() -> None:
    assert doubts.judge(pair(SLIP), replace(PRICE, usd=Decimal(0))) is None
    assert doubts.doubts_of(SLIP, "", {}) == []


def test_a_doubt_says_all_that_a_reader_can_check() -> None:
    (doubt,) = doubts.doubts_of("转账", f"今日，{SLIP}", {"BTC": PRICE})
    assert doubt == {
        "text": "1,000 枚 BTC（约 7 亿美元",
        "place": "text",
        "start": 3,
        "end": 22,
        "coin": "BTC",
        "amount": "1000",
        "stated": "700000000",
        "unit": "USD",
        "expected": "70000000",
        "factor": "10",
        "note": "高于当时市价，相差约 10 倍，疑似位数或单位有误",
        "price": "70000",
        "price_source": "示例行情",
        "price_at": "2026-03-25T10:00:00+00:00",
    }
    assert json.loads(json.dumps(doubt)) == doubt


def test_what_title_and_text_both_say_is_told_once() -> None:
    assert [one["place"] for one in doubts.doubts_of(SLIP, SLIP, {"BTC": PRICE})] == ["title"]


def test_the_nearest_price_counts_and_an_old_one_does_not() -> None:
    hours = [replace(PRICE, at=NOW + timedelta(hours=h), usd=Decimal(10 + h)) for h in (-2, 1, 9)]
    assert nearest(hours, NOW) == hours[1]
    assert nearest(hours[2:], NOW) is None


def peers(*values: int, told: str = "") -> list[Peer]:
    return [
        Peer(n, told or str(n), NOW, (Valued("XYZ", Decimal(10), Decimal(v), "USD", "", 0, 0),))
        for n, v in enumerate(values, start=1)
    ]


def test_other_reports_imply_a_price_when_enough_agree() -> None:
    found = implied(peers(100, 101, 99, 100, 1000), "XYZ", 0, NOW)
    assert found == Known(Decimal(10), "同期其他 5 篇报道的中位数", NOW)


@pytest.mark.parametrize(
    "said",
    [
        peers(*[100] * (ENOUGH - 1)),
        peers(*[100] * 9, told="one headline"),
        peers(1, 10, 100, 1000, 10_000),
        [replace(peer, at=NOW - timedelta(days=2)) for peer in peers(*[100] * 9)],
        [replace(peer, article=0) for peer in peers(*[100] * 9)],
        [replace(peer, pairs=()) for peer in peers(*[100] * 9)],
    ],
)
def test_too_few_or_divided_reports_imply_none(said: list[Peer]) -> None:
    assert implied(said, "XYZ", 0, NOW) is None


@pytest.fixture
def feed(db: None) -> Feed:
    source = Source.objects.create(slug="s", name="示例社")
    return Feed.objects.create(source=source, title="f", url="https://outlet.example/feed")


def entry(number: int, title: str, html: str = "") -> Entry:
    url = f"https://outlet.example/{number}"
    return Entry(guid=str(number), url=url, title=title, html=html, published=NOW)


def costs(usd: int, hours: float = 0, coin: str = "bitcoin") -> None:
    at = NOW + timedelta(hours=hours)
    Price.objects.create(coin=coin, usd=usd, provider="示例行情", observed_at=at)


def test_a_slip_is_flagged_as_it_comes_in_and_the_text_stays(feed: Feed) -> None:
    costs(7_000_000, -1)
    costs(70_000, 0.1)
    ingest(feed, [entry(1, SLIP), entry(2, RIGHT)], NOW)
    wrong, right = Article.objects.order_by("url")
    assert (wrong.title, wrong.flags) == (SLIP, ["amount_doubtful"])
    assert wrong.doubts[0]["price"] == "70000"
    assert (right.flags, right.doubts) == ([], [])


def test_a_revision_is_judged_anew(feed: Feed) -> None:
    costs(70_000)
    ingest(feed, [entry(1, SLIP)], NOW)
    ingest(feed, [entry(1, RIGHT)], NOW)
    article = Article.objects.get()
    assert (article.flags, article.doubts) == ([], [])


def test_a_doubt_outlives_its_price_but_not_its_words(feed: Feed) -> None:
    costs(70_000)
    ingest(feed, [entry(1, SLIP)], NOW)
    Price.objects.all().delete()
    ingest(feed, [entry(1, f"更新：{SLIP}")], NOW)
    article = Article.objects.get()
    assert article.doubts[0]["price"] == "70000"
    assert article.title[article.doubts[0]["start"] : article.doubts[0]["end"]] in SLIP
    ingest(feed, [entry(1, RIGHT)], NOW)
    assert (Article.objects.get().doubts, Article.objects.get().flags) == ([], [])


def test_a_price_that_comes_later_is_held_against_it_then(feed: Feed) -> None:
    ingest(feed, [entry(1, SLIP)], NOW)
    article = Article.objects.get()
    assert article.doubts == []
    costs(70_000)
    assert doubts.examine([article]) == [article]
    assert doubts.examine([Article.objects.get()]) == []
    assert Article.objects.get().flags == ["amount_doubtful"]


def test_what_an_editor_locked_stays(feed: Feed) -> None:
    ingest(feed, [entry(1, SLIP)], NOW)
    article = Article.objects.get()
    article.lock(["doubts", "flags"])
    article.save()
    costs(70_000)
    assert doubts.examine([article]) == []


def test_a_dollar_coin_needs_no_market(feed: Feed) -> None:
    ingest(feed, [entry(1, "转出 5000 万枚 USDT（价值 5 亿美元）")], NOW)
    assert Article.objects.get().doubts[0]["price_source"] == "与美元挂钩，按 1 美元计"


def test_other_outlets_are_asked_where_the_market_is_silent(feed: Feed) -> None:
    others = [entry(n, f"地址 {n} 转出 {n} 枚 PAXG（价值 {n * 5} 千美元）") for n in range(2, 8)]
    ingest(feed, [*others, entry(1, "转出 100 枚 PAXG，价值 500 万美元")], NOW)
    doubted = Article.objects.exclude(doubts=[])
    assert [(one.guid_key != "", one.doubts[0]["price"]) for one in doubted] == [(True, "5000")]


def test_an_unknown_coin_is_not_judged(feed: Feed) -> None:
    ingest(feed, [entry(1, "转出 100 枚 QQZZY，价值 500 万美元")], NOW)
    assert Article.objects.get().doubts == []


def test_the_queries_are_two_for_a_whole_feed(
    feed: Feed, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ingest(feed, [entry(n, f"第 {n} 笔：{n} 枚 PAXG 与 {RIGHT}") for n in range(1, 60)], NOW)
    Article.objects.update(text="5 枚 PAXG（价值 2.5 万美元）")
    with django_assert_num_queries(3):
        articles = list(Article.objects.order_by("pk"))
        assert doubts.examine(articles) == []
    Article.objects.update(title="无关", text="没有数字")
    quiet = list(Article.objects.all())
    with django_assert_num_queries(0):
        assert doubts.examine(quiet) == []


def test_facts_are_the_chips_of_title_and_text(feed: Feed) -> None:
    ingest(
        feed,
        [entry(1, "转入 11,780 ETH", "<p>转入 11,780 枚 ETH，约 2584 万美元，涨 5%。</p>")],
        NOW,
    )
    facts = Article.objects.get().facts
    assert [(one["kind"], one["value"], one["unit"], one["place"]) for one in facts] == [
        ("coin", "11780", "ETH", "title"),
        ("money", "25840000", "USD", "text"),
        ("percent", "5", "%", "text"),
    ]
    assert "转入 11,780 ETH"[facts[0]["start"] : facts[0]["end"]] == facts[0]["text"]


ITEMS = (
    Path(os.environ.get("NEWSROOM_REAL_DATA") or settings.BASE_DIR.parent / "shared" / "data")
    / "news"
    / "items.jsonl.gz"
)


@pytest.mark.real
@pytest.mark.skipif(not ITEMS.exists(), reason="real data absent: set NEWSROOM_REAL_DATA")
def test_the_slips_of_a_real_day_are_found() -> None:
    """Prices are what the other reports of the 24 hours around imply."""
    said: list[tuple[str, str, Peer]] = []
    with gzip.open(ITEMS, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            item = json.loads(line)
            at = datetime.fromisoformat(item["published"] or item["first_seen"])
            if abs(at - NOW) <= timedelta(hours=36):
                pairs = (*valued(item["title"]), *valued(item["body"] or ""))
                said.append(
                    (item["title"], item["body"] or "", Peer(number, str(number), at, pairs))
                )
    peers = [peer for _, _, peer in said]
    found: set[tuple[str, str, str]] = set()
    for title, body, peer in said:
        prices = {
            coin: known
            for coin in {one.coin for one in peer.pairs}
            if (known := implied(peers, coin, peer.article, peer.at))
        }
        for doubt in doubts.doubts_of(title, body, prices):
            if peer.at.date() == NOW.date():
                found.add((doubt["coin"], doubt["amount"], doubt["stated"]))
    assert {("BTC", "1406.05", "1000000000"), ("ETH", "11780", "257500000")} <= found
