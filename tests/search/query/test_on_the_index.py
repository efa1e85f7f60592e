"""The query language on a real index."""

from datetime import UTC, datetime

import pytest

from aggregator.articles.canonical import address_key
from aggregator.articles.models import Tag
from aggregator.search.asking import search

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 15, 4, tzinfo=UTC)
WHOLE = "0x4e6b3f8bc4f1cd7b2ad1bf6c9e0a1b2c3d4e13f8"


def ids(query: str) -> list[int]:
    return [hit.article_id for hit in search(query, now=NOW).hits]


def on(day: int) -> datetime:
    return datetime(2026, 3, day, 4, tzinfo=UTC)


def test_conditions_narrow_by_what_readers_call_things(make, indexed):
    coin = Tag.objects.create(slug="bitcoin", name="比特币", kind="coin", ticker="BTC")
    flash = make("某平台破产", source="链捕手", tags=[coin], is_important=True)
    long = make("某平台破产", source="odd", kind="article")
    indexed()
    for text in (
        "来源：鏈捕手",
        "kind:快讯",
        "币种：大饼",
        "重要：是",
        "-kind:文章",
        "-source:odd",
    ):
        assert ids(f"破产 {text}") == ids(text + " 破产") == [flash.pk]
    assert ids("破产 -币种：大饼") == ids("重要：否 破产") == [long.pk]
    assert set(ids("source:odd OR coin:btc")) == {flash.pk, long.pk}


def test_days_narrow_and_a_day_among_words_comes_first(make, indexed):
    early = make("某平台破产", sorted_at=on(1))
    told = make("某平台破产破产破产", "3 月 1 日破产", sorted_at=on(5))
    make("某平台破产", sorted_at=on(6))
    indexed()
    assert ids("破产 from:2026-03-01 to:2026-03-04") == [early.pk]
    assert ids("破产 日期：3月1日") == [early.pk]
    assert ids("3月1日 破产") == [early.pk, told.pk]
    assert early.pk not in ids("破产 近一周")


def test_taiwans_wording_everyday_terms_and_kin_find_the_same(make, indexed):
    hans = make("智能合约升级")
    hant = make("智慧合約升級")
    adp = make("美国 ADP 就业人数公布")
    sold = make("基金会抛售代币")
    indexed()
    assert set(ids("智能合约")) == set(ids("智慧合約")) == {hans.pk, hant.pk}
    assert ids("小非农") == [adp.pk]
    assert ids("基金会 出售") == [sold.pk]


def test_an_address_is_found_however_it_is_cut(make, indexed):
    whole = make("转账", addresses=[{"text": WHOLE, "abbreviated": False}])
    short = make("转账", addresses=[{"text": "0x4e6b…13f8", "abbreviated": True}])
    indexed()
    assert ids(WHOLE) == [whole.pk, short.pk]
    for text in ("0x4e6b…13f8", "0x4E6b...13F8", "addr:0x4e6b", "地址：0x4e6b"):
        assert set(ids(text)) == {whole.pk, short.pk}


def test_a_pasted_link_finds_its_article(make, indexed):
    url = "https://www.a.example/one"
    article = make("某平台破产", url=url, url_key=address_key(url))
    make("某平台破产")
    indexed()
    assert ids(f"{url}?utm_source=x") == [article.pk]
    assert ids("https://a.example/two") == []
