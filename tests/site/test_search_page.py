"""The search page, over a real index."""

import re
from collections.abc import Callable

from django.test import Client

from aggregator.search.rebuild import rebuild
from tests.site.conftest import EVIL, Make
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
    assert "共 1 条" in body


def test_kind_and_order(client: Client, make: Make) -> None:
    old = make("比特币", kind="article")
    new = make("比特币与许多别的事情，比特币只是其中之一", kind="flash")
    rebuild()
    assert hits(text(client, "/search/?q=比特币&order=newest")) == [new.pk, old.pk]
    body = text(client, "/search/?q=比特币&kind=article&order=nonsense")
    assert hits(body) == [old.pk]
    assert 'type="hidden" name="kind" value="article"' in body
    assert hits(text(client, "/search/?q=比特币&kind=nonsense")) != []


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
            path = more(body)
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


def test_empty_none_and_unavailable(client: Client, make: Make) -> None:
    make("比特币")
    assert "想找什么" in text(client, "/search/")
    answer = client.get("/search/?q=比特币")
    assert answer.status_code == 503
    assert "检索正在重建" in answer.content.decode()
    assert answer["Retry-After"] == "60"
    rebuild()
    assert "少写一个词" in text(client, "/search/?q=不存在的词汇")
    assert "换成全部类型" in text(client, "/search/?q=不存在的词汇&kind=flash")


def test_what_means_nothing_is_refused(client: Client, make: Make) -> None:
    make("比特币")
    rebuild()
    for path, said in [
        ("/search/?q=…！", "没有可以查找的字"),
        ("/search/?q=币&after=x", "翻页标记"),
    ]:
        answer = client.get(path)
        assert answer.status_code == 400
        assert said in answer.content.decode()


def test_a_query_is_never_markup(client: Client, make: Make) -> None:
    make(EVIL, excerpt=EVIL, text=EVIL)
    rebuild()
    for query in (EVIL, "script", "比\x00特", "a" * 9000, "<mark>"):
        answer = client.get("/search/", {"q": query})
        assert answer.status_code in (200, 400)
        body = answer.content.decode()
        assert "<script>alert" not in body
        assert "<img" not in body


def test_queries_are_bounded(
    client: Client, make: Make, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for n in range(30):
        make(f"比特币第{n}条")
    rebuild()
    with django_assert_max_num_queries(8):  # type: ignore[attr-defined]
        text(client, "/search/?q=比特币")
