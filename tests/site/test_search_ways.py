"""The ways from one search to the next: chips, tabs, facets, and what to try after nothing."""

import re
from collections.abc import Callable
from datetime import date
from html import unescape
from urllib.parse import parse_qs, urlencode

import pytest
from django.test import Client

from aggregator.articles.models import Tag
from aggregator.search.query.parse import parse
from aggregator.search.rebuild import rebuild
from aggregator.site.search import narrowing
from aggregator.site.search.finding import Wanted
from aggregator.site.search.narrowing import Way
from tests.site.conftest import Make
from tests.site.test_front import more, text

TODAY = date(2026, 3, 25)


def wanted(query: str, **fields: str) -> Wanted:
    return Wanted(parse(query, TODAY), **fields)  # type: ignore[arg-type]


def led(href: str) -> str:
    """The query that a link leads to."""
    return parse_qs(href.removeprefix("?"), keep_blank_values=True)["q"][0]


def column(body: str) -> str:
    """The facets of wide screens."""
    return body.partition("facets--column")[2].partition("</aside>")[0]


@pytest.mark.django_db
def test_words_alone_make_no_chips() -> None:
    assert narrowing.chips(wanted("比特币")) == ()
    assert narrowing.chips(wanted("“现货 ETF”")) == ()
    assert [one.name for one in narrowing.chips(wanted("近7天"))] == ["近 7 天"]
    assert len(narrowing.chips(wanted("-比特币"))) == 1


@pytest.mark.django_db
def test_a_chip_leads_to_the_query_without_it() -> None:
    chips = narrowing.chips(wanted("比特币 OR 以太坊 kind:快讯", order="newest"))
    assert [led(one.href) for one in chips] == [
        "以太坊 kind:快讯",
        "比特币 kind:快讯",
        "比特币 OR 以太坊",
    ]
    assert [one.key for one in chips] == ["", "或", ""]
    assert all("order=newest" in one.href for one in chips)


@pytest.mark.django_db
def test_an_alternative_to_words_is_no_tab() -> None:
    whole, _, flash, article = narrowing.tabs(wanted("比特币 OR kind:文章"), TODAY)
    assert [whole.current, flash.current, article.current] == [True, False, False]
    assert led(whole.href) == "比特币 OR kind:文章"
    assert led(flash.href) == "比特币 OR kind:文章 kind:快讯"


@pytest.mark.django_db
def test_all_filters_go_at_once_where_there_are_several() -> None:
    several = wanted("比特币 kind:快讯 -以太坊 近7天", order="newest")
    assert led(narrowing.without_filters(several, TODAY)) == "比特币"
    assert narrowing.without_filters(wanted("比特币 以太坊 kind:快讯"), TODAY) == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "current"),
    [
        ("比特币", ["全部"]),
        ("比特币 kind:快讯", ["快讯"]),
        ("比特币 重要:是", ["重要"]),
        ("比特币 重要:是 kind:文章", ["重要", "文章"]),
        ("比特币 -kind:文章", ["全部"]),
    ],
)
def test_tabs(query: str, current: list[str]) -> None:
    tabs = narrowing.tabs(wanted(query), TODAY)
    assert [tab.name for tab in tabs] == ["全部", "重要", "快讯", "文章"]
    assert [tab.name for tab in tabs if tab.current] == current
    for tab in tabs:
        there = narrowing.tabs(wanted(led(tab.href)), TODAY)
        assert [one.name for one in there if one.current] == [tab.name]


@pytest.mark.django_db
def test_orders_are_for_what_has_words() -> None:
    assert narrowing.orders(wanted("近7天")) == ()
    assert narrowing.orders(wanted("比特币", order="newest")) == (
        Way("相关度", "?" + urlencode({"q": "比特币"})),
        Way("最新", "?" + urlencode({"q": "比特币", "order": "newest"}), current=True),
    )


def test_chips_are_on_the_page_and_lead_back(client: Client, make: Make) -> None:
    make("比特币", kind="flash")
    rebuild()
    body = text(client, "/search/?q=比特币+kind:快讯")
    found = re.findall(r'class="chip" href="([^"]+)"', body)
    assert [led(unescape(one)) for one in found] == ["kind:快讯", "比特币"]


def test_what_was_not_understood_is_said(client: Client, make: Make) -> None:
    make("比特币")
    rebuild()
    assert "类型只有快讯和文章" in text(client, "/search/?q=比特币+kind:视频")


def test_facets_narrow_and_carry_the_order_but_no_page_mark(
    client: Client, make: Make, bitcoin: Tag
) -> None:
    for n in range(25):
        make(f"破产第{n}条", tags=[bitcoin], source="one")
    make("破产", source="two")
    rebuild()
    body = text(client, "/search/?q=破产&order=newest")
    beside = column(body)
    assert "2026年3月" in beside
    links = [unescape(one) for one in re.findall(r'class="facet__value" href="([^"]+)"', beside)]
    assert links
    assert all("order=newest" in one and "after=" not in one for one in links)
    coin = next(one for one in links if "coin:bitcoin" in led(one))
    narrowed = text(client, "/search/" + coin)
    assert "共 25 篇报道" in narrowed
    assert "筛选，已选 1 项" in narrowed
    chosen = re.search(r'href="([^"]+)" aria-current="true"', column(narrowed))
    assert chosen
    assert led(unescape(chosen[1])) == "破产"
    following = text(client, "/search/" + more(body))
    assert "facet__value" not in following
    assert (
        f'href="?{urlencode({"q": "破产", "order": "newest"})}"'.replace("&", "&amp;") in following
    )


def test_many_values_fold_behind_more(client: Client, make: Make) -> None:
    for n in range(12):
        make("破产", source=f"outlet{n:02}")
    rebuild()
    first, _, rest = column(text(client, "/search/?q=破产")).partition('class="facet__more"')
    assert "outlet07" in first
    assert "outlet08" not in first
    assert "outlet11" in rest


def test_nothing_found_says_what_fewer_filters_would_find(client: Client, make: Make) -> None:
    make("比特币", kind="flash", source="one")
    make("比特币大会", kind="flash", source="one")
    make("别的", kind="article", source="two")
    rebuild()
    body = text(client, "/search/?q=比特币+kind:文章+source:two")
    assert "没有找到“比特币 kind:文章 source:two”" in body
    ways = re.findall(r'<li><a href="([^"]+)"><span class="ways__name">([^<]+)</span>', body)
    assert [(led(unescape(href)), name) for href, name in ways] == [("比特币", "去掉全部条件")]
    assert "2 篇" in body
    one = text(client, "/search/?q=比特币+kind:文章")
    assert "去掉“类型：文章”" in one


def test_no_more_than_three_ways_are_counted(
    client: Client, make: Make, django_assert_max_num_queries: Callable[..., object]
) -> None:
    make("比特币", kind="flash")
    rebuild()
    path = "/search/?q=比特币+kind:文章+重要:是+from:2026-03-01+to:2026-03-02+-破产"
    text(client, path)
    with django_assert_max_num_queries(14):  # type: ignore[attr-defined]
        body = text(client, path)
    assert body.count('class="ways__name"') <= 3


def test_a_filter_without_words_can_be_dropped_too(client: Client, make: Make) -> None:
    make("比特币", kind="flash")
    rebuild()
    body = text(client, "/search/?q=kind:文章+重要:是")
    assert "没有找到" in body
    assert "放宽条件就有" not in body  # each alone finds nothing, and neither is no query


@pytest.mark.parametrize("slip", ["比特", "ethereun", "etherem", "etthereum"])
def test_names_that_are_written_alike_are_offered(client: Client, make: Make, slip: str) -> None:
    for slug, name in (("bitcoin", "比特币"), ("ethereum", "以太坊")):
        Tag.objects.create(slug=slug, name=name, kind="coin")
    make("破产")
    rebuild()
    body = text(client, f"/search/?q={slip}")
    assert "是不是想找" in body
    assert ("比特币" if slip == "比特" else "以太坊") in body.partition("是不是想找")[2]


def test_names_are_offered_only_where_they_are_alike(client: Client, make: Make) -> None:
    Tag.objects.create(slug="bitcoin", name="比特币", kind="coin")
    make("破产")
    rebuild()
    for query in ("天", "qqqqqqqq", "长" * 60):
        assert "是不是想找" not in text(client, f"/search/?q={query}")


def test_a_link_that_is_not_here_is_said(client: Client, make: Make) -> None:
    make("破产")
    rebuild()
    assert "没有收录这个链接" in text(client, "/search/?q=https://nowhere.example/1")


@pytest.mark.django_db
def test_an_address_that_nobody_told_of_is_said_as_such(client: Client) -> None:
    rebuild()
    body = text(client, "/search/?q=0x4e6b3f8bc4f1cd7b2ad1bf6c9e0a1b2c3d4e13f8")
    assert "还没有报道提到这个地址" in body
    assert "少写一个词" not in body
