"""The search page, over a real index."""

import re
from collections.abc import Callable
from html import unescape
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.test import Client

from aggregator.articles.models import Tag
from aggregator.feeds.models import Source
from aggregator.search.query.scan import LONGEST_LINK
from aggregator.search.rebuild import rebuild
from tests.site.conftest import EVIL, Make, Tell
from tests.site.test_front import more, text


def hits(body: str) -> list[int]:
    return [int(pk) for pk in re.findall(r'hit__title"><a href="/a/(\d+)/"', body)]


def test_words_are_found_and_marked(client: Client, make: Make) -> None:
    one = make("以太坊升级", excerpt="開發者完成以太坊升级测试", text="開發者完成以太坊升级测试")
    make("无关消息")
    rebuild()
    body = text(client, "/search/?q=以太坊")
    assert hits(body) == [one.pk]
    assert "<mark>以太坊</mark>升级" in body
    assert "共 1 篇报道" in body


def test_on_english_pages_headlines_stay_as_the_outlets_wrote_them(
    client: Client, make: Make
) -> None:
    make("比特币突破 7 万美元", excerpt="比特币快讯。")
    rebuild()
    page = client.get("/en/search/", {"q": "比特币"}).content.decode()
    told = re.findall(r'hit__(?:title|text)"[^>]*>(.*?)</(?:h3|p)>', page, re.S)
    plain = [re.sub("<[^>]+>", "", one).replace("\xa0", " ").strip() for one in told]
    assert plain == ["比特币突破 7 万美元", "比特币快讯。"]


def test_the_order_and_the_filters_are_in_the_query(client: Client, make: Make) -> None:
    old = make("比特币", kind="article")
    new = make("比特币与许多别的事情，比特币只是其中之一", kind="flash")
    rebuild()
    assert hits(text(client, "/search/?q=比特币&order=newest")) == [new.pk, old.pk]
    body = text(client, "/search/?q=比特币+kind:文章&order=nonsense")
    assert hits(body) == [old.pk]
    assert 'value="比特币 kind:文章"' in body
    kept = text(client, "/search/?q=比特币&order=newest")
    assert 'type="hidden" name="order" value="newest"' in kept


def test_filters_alone_are_newest_first(client: Client, make: Make) -> None:
    made = [make(f"第{n}条", kind="flash") for n in range(3)]
    make("长文", kind="article")
    rebuild()
    body = text(client, "/search/?q=kind:快讯")
    assert hits(body) == [one.pk for one in reversed(made)]
    assert "最新在前" in body
    assert "相关度" not in body


def test_an_old_address_leads_to_the_clause(client: Client, make: Make) -> None:
    make("比特币")
    answer = client.get("/search/", {"q": "比特币", "kind": "article", "order": "newest"})
    assert answer.status_code == 301
    assert answer["Location"] == "?" + urlencode({"q": "比特币 kind:文章", "order": "newest"})
    rebuild()
    assert client.get("/search/", {"q": "比特币", "kind": "nonsense"}).status_code == 200


def test_a_story_is_one_hit_that_unfolds(client: Client, make: Make, tell: Tell) -> None:
    told = [make(f"交易所破产第{n}", source=n) for n in ("one", "two", "three")]
    story = tell(*told)
    alone = make("另一家交易所破产", source="one")
    rebuild()
    body = text(client, "/search/?q=破产")
    assert len(hits(body)) == 2
    assert "共 4 篇报道" in body
    shown = next(pk for pk in hits(body) if pk != alone.pk)
    others = {one.pk for one in told} - {shown}
    assert "另有 2 家报道" in body
    assert set(re.findall(r'<a href="/a/(\d+)/">', body)) >= {str(pk) for pk in others}
    assert body.count('class="others__row"') == 2
    assert f'href="{story.get_absolute_url()}"' in body


def test_what_the_net_was_cast_for_is_said(client: Client, make: Make) -> None:
    make("以太坊与比特币")
    make("狗狗币")
    rebuild()
    assert "没有同时含有" not in text(client, "/search/?q=比特币+以太坊")
    assert "以下含有其中大部分" in text(client, "/search/?q=以太坊+比特币+狗狗币")
    assert "以下至少含有其中一个" in text(client, "/search/?q=以太坊+狗狗币+莱特币")


def test_pages_follow(client: Client, make: Make) -> None:
    for n in range(45):
        make(f"比特币第{n}条")
    rebuild()
    for order in ("newest", "relevance"):
        seen: list[int] = []
        path = f"/search/?q=比特币&order={order}"
        while path:
            body = text(client, path)
            seen += hits(body)
            path = more(body) and "/search/" + more(body)
        assert len(seen) == len(set(seen)) == 45


def test_hidden_articles_are_left_out_before_the_index_knows(client: Client, make: Make) -> None:
    one = make("比特币")
    rebuild()
    type(one).objects.update(is_hidden=True)
    assert "没有找到“比特币”" in text(client, "/search/?q=比特币")


def test_no_text_of_an_outlet_that_gives_headlines_only(client: Client, make: Make) -> None:
    make("比特币", policy="headline", text="秘密正文比特币", excerpt="秘密正文")
    rebuild()
    assert "秘密正文" not in text(client, "/search/?q=比特币")


def test_the_best_passage_is_shown_where_the_whole_text_may_be(client: Client, make: Make) -> None:
    body = "固定开头，" + "先说了许多别的事情。" * 60 + "最后才说到以太坊。" + "又说了别的。" * 60
    make("甲", policy="full", source="whole", text=body, excerpt=body[:200])
    make("乙", policy="excerpt", source="part", text=body, excerpt=body[:200])
    Source.objects.filter(slug="whole").update(boilerplate=["固定开头，"])
    rebuild()
    shown = re.findall(r'hit__text">([^\n]*)</p>', text(client, "/search/?q=以太坊"))
    assert sum("<mark>以太坊</mark>" in one for one in shown) == 1
    assert len(shown) == 2


def test_empty_none_and_unavailable(client: Client, make: Make) -> None:
    make("比特币", source="outlet")
    empty = text(client, "/search/")
    assert "想找什么" in empty
    assert f'href="?{urlencode({"q": "“现货 ETF”"})}"' in empty
    assert f'href="?{urlencode({"q": "source:outlet"})}"' in empty
    assert "搜索语法" in empty
    answer = client.get("/search/?q=比特币")
    assert answer.status_code == 503
    assert "检索重建中" in answer.content.decode()
    assert answer["Retry-After"] == "60"
    rebuild()
    assert "少写一个词" in text(client, "/search/?q=不存在的词汇")


def test_before_the_first_outlet_the_examples_still_stand(client: Client, db: None) -> None:
    assert "近7天 重要:是" in text(client, "/search/")


def test_a_page_mark_of_something_else_is_refused(client: Client, make: Make) -> None:
    for n in range(25):
        make(f"比特币第{n}条")
    rebuild()
    following = more(text(client, "/search/?q=比特币"))
    mark = parse_qs(urlsplit(following).query)["after"][0]
    for asked in (
        {"q": "币", "after": "x"},
        {"q": "比特币 kind:快讯", "after": mark},
        {"q": "比特币", "order": "newest", "after": mark},
        {"q": "比特币", "after": mark[:-1]},
    ):
        answer = client.get("/search/", asked)
        assert answer.status_code == 400
        assert "翻页标记" in answer.content.decode()
        way = re.search(r'href="([^"]*)">回到第一页', answer.content.decode())
        assert way
        assert client.get("/search/" + unescape(way[1])).status_code == 200


ODD = [
    "",
    "   ",
    "长" * 10_000,
    " ".join(f"词{n}" for n in range(500)),
    " ".join(f"source:x{n}" for n in range(500)),
    'OR OR AND NOT - -- : :: ( ) " “ 「',
    "…！",
    "-比特币",
    '"没有合上的引号',
    "比\x00特\x1b[31m币\u200b\u202e",
    "' OR 1=1; DROP TABLE articles_article; --",
    "%_%' UNION SELECT * FROM auth_user",
    "(a+)+$ [^]] .* \\\\d{1,999999}",
    "比*特? *",
    "from:9999-99-99 to:yesterday 近0天 近99999999999天",
    "kind:videos important: coin: tag:没有这个 source:",
    "http://[::1 https://x.y:99999/ //",
    "addr:0x addr:0xzz bc1",
    "\U0001f600" * 50,
]


@pytest.mark.parametrize("query", ODD, ids=range(len(ODD)))
def test_odd_queries_get_a_helpful_page(client: Client, make: Make, query: str) -> None:
    make("比特币")
    rebuild()
    for order in ("relevance", "newest"):
        answer = client.get("/search/", {"q": query, "order": order})
        assert answer.status_code == 200
        body = answer.content.decode()
        assert "<h1" in body
        assert "搜索语法" in body or "篇报道" in body
        assert "DROP TABLE" not in body or "&#x27; OR 1=1" in body


def test_a_query_without_a_word_says_what_to_do(client: Client, make: Make) -> None:
    make("比特币")
    rebuild()
    assert "没有可查的词" in text(client, "/search/?q=…！")
    assert "请加上要搜的词" in text(client, "/search/?q=-比特币")


@pytest.mark.parametrize("path", ["/", "/search/"])
def test_a_long_link_fits_into_the_box(client: Client, make: Make, path: str) -> None:
    make("破产")
    rooms = re.findall(r'name="q"[^>]*maxlength="(\d+)"', client.get(path).content.decode())
    assert rooms
    assert {int(room) for room in rooms} == {LONGEST_LINK}


def test_a_query_is_never_markup(client: Client, make: Make) -> None:
    make(EVIL, excerpt=EVIL, text=EVIL)
    rebuild()
    for query in (EVIL, "script", "比\x00特", "a" * 9000, "<mark>"):
        answer = client.get("/search/", {"q": query})
        assert answer.status_code in (200, 400)
        body = answer.content.decode()
        assert "<script>alert" not in body
        assert "<img" not in body


@pytest.mark.parametrize("path", ["/search/?q=破产", "/search/?q=破产+kind:快讯&order=newest"])
def test_queries_are_bounded(
    client: Client,
    make: Make,
    tell: Tell,
    bitcoin: Tag,
    path: str,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    for n in range(15):
        tell(
            make(f"破产第{n}条", source=f"a{n}", tags=[bitcoin]), make(f"破产第{n}", source=f"b{n}")
        )
    rebuild()
    text(client, path)  # what is kept for a while is kept now
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        body = text(client, path)
    assert body.count('class="others"') == 15
    following = more(text(client, "/search/?q=kind:快讯"))
    assert following == "" or "after=" in following
