"""设置: what the page asks and does, without JavaScript."""

import re

import pytest
from django.test import Client

from aggregator.articles.models import Tag
from tests.site.conftest import EVIL, Make

pytestmark = pytest.mark.django_db
USUAL = {"theme": "system", "market": "red-up", "size": "normal", "keys": "1", "save": "1"}


def cookie(client: Client) -> str:
    found = client.cookies.get("reader")
    return found.value if found else ""


def body(client: Client, path: str = "/settings/") -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    return " ".join(answer.content.decode().split()).split("<dialog")[0]


def test_choices_are_kept_and_shown_on_every_page(client: Client) -> None:
    answer = client.post("/settings/", {**USUAL, "theme": "dark", "size": "large"})
    assert answer["Location"] == "/settings/"
    kept = answer.cookies["reader"]
    assert (kept.value, kept["samesite"], kept["path"]) == ("1.t:dark.s:large", "Lax", "/")
    assert kept["max-age"] == 365 * 24 * 3600
    assert not kept["httponly"], "our scripts read it"
    shown = client.get("/about/").content.decode()
    assert '<html lang="zh-Hans" data-theme="dark" data-size="large">' in shown
    assert re.search(r'value="large"\s+checked', body(client))
    client.post("/settings/", {**USUAL, "market": "green-up", "important_only": "1"})
    assert cookie(client) == "1.m:green-up.i:1"
    client.post("/settings/", USUAL)
    assert cookie(client) == ""


def test_a_choice_that_means_nothing_is_the_usual(client: Client) -> None:
    client.post("/settings/", {"theme": EVIL, "market": "t:dark.m:x", "keys": "1", "save": "1"})
    assert cookie(client) == ""
    client.cookies["reader"] = '1.t:"><script>alert(1)</script>'
    shown = client.get("/about/").content.decode()
    assert '<html lang="zh-Hans">' in shown
    assert "<script>alert" not in shown


def test_a_name_is_watched_after_a_question(client: Client, bitcoin: Tag) -> None:
    asked = body(client, "/settings/?watch=bitcoin&next=/tag/bitcoin/")
    assert "<dt>关注</dt><dd>比特币</dd>" in asked
    assert 'name="watch" value="bitcoin"' in asked
    assert cookie(client) == "", "an address alone changes nothing"
    answer = client.post("/settings/", {"watch": "bitcoin", "next": "/tag/bitcoin/"})
    assert answer["Location"] == "/tag/bitcoin/"
    assert cookie(client) == "1.w:bitcoin"
    assert 'aria-label="取消关注 比特币"' in body(client)
    client.post("/settings/", {"unwatch": "bitcoin"})
    assert cookie(client) == ""


def test_tags_and_outlets_are_muted_and_come_back(client: Client, make: Make, bitcoin: Tag) -> None:
    make(source="outlet")
    client.post("/settings/", {"mute": "bitcoin"})
    client.post("/settings/", {"mute_source": "outlet"})
    assert cookie(client) == "1.x:bitcoin.o:outlet"
    shown = body(client)
    assert 'name="unmute" value="bitcoin"' in shown
    assert 'name="unmute_source" value="outlet"' in shown
    client.post("/settings/", {"unmute": "bitcoin"})
    client.post("/settings/", {"unmute_source": "outlet"})
    assert cookie(client) == ""


def test_a_removal_leaves_the_choices_of_the_same_form(client: Client, bitcoin: Tag) -> None:
    client.cookies["reader"] = "1.t:dark.w:bitcoin"
    client.post("/settings/", {**USUAL, "save": "", "unwatch": "bitcoin"})
    assert cookie(client) == "1.t:dark"


def test_a_name_that_we_do_not_have_is_refused(client: Client, bitcoin: Tag) -> None:
    for asked in ({"watch": "free-money"}, {"mute": EVIL}, {"mute_source": "bitcoin"}):
        for answer in (client.get("/settings/", asked), client.post("/settings/", asked)):
            assert answer.status_code == 400
            assert "free-money" not in answer.content.decode()
    assert cookie(client) == ""


def test_a_full_list_says_so(client: Client, bitcoin: Tag) -> None:
    client.cookies["reader"] = "1.w:" + "~".join(f"s{n:02}" for n in range(50))
    answer = client.post("/settings/", {"watch": "bitcoin"})
    assert answer.status_code == 400
    assert "名单已满，最多 50 个" in answer.content.decode()


def test_settings_travel_by_a_link_that_asks_first(
    client: Client, make: Make, bitcoin: Tag
) -> None:
    make(source="outlet")
    text = "1.t:dark.m:green-up.s:huge.i:1.w:bitcoin~gone-tag.o:outlet"
    client.cookies["reader"] = text
    link = re.search(r'value="(http[^"]*/settings/\?take=[^"]*)"', body(client))
    assert link
    assert link.group(1).endswith(text)
    other = Client()
    asked = body(other, f"/settings/?take={text}")
    changes = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", asked)
    assert changes == [
        ("深浅色", "深色"),
        ("涨跌颜色", "绿涨红跌"),
        ("字号", "特大"),
        ("首页", "只看重要"),
        ("关注", "比特币"),
        ("屏蔽媒体", "outlet"),
    ]
    assert "gone-tag</dd>" not in asked
    assert cookie(other) == ""
    other.post("/settings/", {"take": text})
    assert cookie(other) == text
    assert "没有要改的" in body(other, f"/settings/?take={text}")


def test_reset_asks_and_forgets_everything(client: Client, bitcoin: Tag) -> None:
    client.cookies["reader"] = "1.t:dark.i:1.w:bitcoin"
    asked = body(client, "/settings/?reset=1")
    found = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", asked)
    assert found == [("深浅色", "跟随系统"), ("首页", "全部都看"), ("取消关注", "比特币")]
    client.post("/settings/", {"reset": "1"})
    assert cookie(client) == ""


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example", "/\\evil.example", "https://evil.example", "///evil.example",
        "\\\\evil.example", "javascript:alert(1)", "/\t/evil.example", " //evil.example", "", "a/",
    ],
)  # fmt: skip
def test_the_way_back_stays_on_this_site(client: Client, target: str) -> None:
    answer = client.post("/settings/", {**USUAL, "theme": "dark", "next": target})
    assert answer["Location"] == "/settings/"
    assert client.get("/settings/", {"save": "1"}).status_code == 200, "nothing is saved by GET"
    assert 'href="//' not in body(client, f"/settings/?reset=1&next={target}")


def test_changes_need_the_token_that_only_this_page_has(client: Client, make: Make) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/settings/", {**USUAL, "theme": "dark"}).status_code == 403
    one = make()
    for path in ("/", "/about/", "/search/", one.get_absolute_url(), "/source/outlet/"):
        answer = strict.get(path)
        assert "csrf" not in answer.content.decode(), path
        assert not answer.cookies, path
    page = strict.get("/settings/").content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token
    kept = {**USUAL, "theme": "dark", "csrfmiddlewaretoken": token.group(1)}
    assert strict.post("/settings/", kept).status_code == 302
    assert client.put("/settings/").status_code == 405
