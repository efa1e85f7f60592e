"""Searches for feed readers, over a real index."""

import json
import re
from datetime import timedelta

import feedparser
import pytest
from django.test import Client
from pytest_django import Settings

from aggregator.articles.models import Article
from aggregator.search.rebuild import rebuild
from aggregator.site.views import search_feeds
from aggregator.stories.models import Report
from aggregator.stories.settle import settle
from tests.site.conftest import EVIL, NOON, Make, Tell
from tests.site.test_front import text

PATHS = ("/search/feed.xml", "/search/atom.xml", "/search/feed.json")


@pytest.fixture(autouse=True)
def address(settings: Settings) -> None:
    settings.SITE_URL = "https://news.example"


def titles(client: Client, query: str, more: str = "") -> list[str]:
    answer = client.get(f"/search/feed.json?q={query}{more}")
    assert answer.status_code == 200
    return [item["title"] for item in json.loads(answer.content)["items"]]


@pytest.mark.parametrize("path", PATHS[:2])
def test_xml(client: Client, make: Make, path: str) -> None:
    make("无关消息")
    one = make(f"以太坊升级{EVIL}\x0b", excerpt="摘\x01录")
    rebuild()
    answer = client.get(path, {"q": "以太坊", "order": "relevance"})
    kind = "rss" if path == PATHS[0] else "atom"
    assert answer["Content-Type"] == f"application/{kind}+xml; charset=utf-8"
    assert answer["X-Robots-Tag"] == "noindex"
    feed = feedparser.parse(answer.content)
    assert not feed.bozo
    assert feed.feed.title == "链讯 · 搜索：以太坊"
    mark = "?q=%E4%BB%A5%E5%A4%AA%E5%9D%8A"
    assert feed.feed.link == f"https://news.example/search/{mark}"
    assert {link.href for link in feed.feed.links} >= {f"https://news.example{path}{mark}"}
    [entry] = feed.entries
    assert entry.link == f"https://news.example/a/{one.pk}/"
    assert entry.summary.endswith("<p>摘录</p>")
    assert b"<script>" not in answer.content


def test_json_newest_first_whatever_order_is_asked(client: Client, make: Make) -> None:
    make("比特币", excerpt="比特币")
    make("与比特币有关，也与许多别的事情有关")
    make("比特币藏", is_hidden=True)
    rebuild()
    newest = ["与比特币有关，也与许多别的事情有关", "比特币"]
    for more in ("", "&order=relevance", "&after=nonsense"):
        assert titles(client, "比特币", more) == newest
    answer = client.get("/search/feed.json?q=比特币")
    assert answer["Content-Type"] == "application/feed+json; charset=utf-8"
    feed = json.loads(answer.content)
    assert feed["title"] == "链讯 · 搜索：比特币"
    assert feed["home_page_url"].startswith("https://news.example/search/?q=")
    assert feed["feed_url"].startswith("https://news.example/search/feed.json?q=")


def test_a_story_is_one_entry_whose_id_stays(client: Client, make: Make, tell: Tell) -> None:
    first = make("黑客盗走以太坊")
    story = tell(first)
    rebuild()

    def entry() -> dict[str, str]:
        [found] = json.loads(client.get("/search/feed.json?q=黑客").content)["items"]
        return {name: found[name] for name in ("id", "url")}

    at_first = entry()
    assert at_first["id"] == f"https://news.example/story/{story.pk}/"
    second = make("黑客盗走以太坊，交易所确认")
    Report.objects.create(story=story, article=second, component=story.pk, at=second.sorted_at)
    settle([story.pk], NOON)
    rebuild()
    later = entry()
    assert later["id"] == at_first["id"]
    assert later["url"] == f"https://news.example/a/{second.pk}/"


def test_only_what_is_meant(client: Client, make: Make) -> None:
    make("比特币突破新高")
    rebuild()
    assert titles(client, "比特币") != []
    assert titles(client, "比特币 黑客") == [], "the page widens such a search, a feed does not"


@pytest.mark.parametrize(
    ("policy", "key", "shown"),
    [
        ("headline", "content_text", "以太坊"),
        ("excerpt", "content_text", "摘录"),
        ("full", "content_html", "<p>全文</p>"),
    ],
)
def test_text_by_policy(client: Client, make: Make, policy: str, key: str, shown: str) -> None:
    make("以太坊", policy=policy, html="<p>全文</p>", excerpt="摘录")
    rebuild()
    [item] = json.loads(client.get("/search/feed.json?q=以太坊").content)["items"]
    assert item[key] == shown


def test_what_is_hidden_is_left_out_before_the_index_knows(client: Client, make: Make) -> None:
    make("以太坊")
    rebuild()
    Article.objects.update(is_hidden=True)
    assert titles(client, "以太坊") == []


def test_a_feed_has_an_end(client: Client, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_feeds, "ENTRIES", 3)
    for n in range(5):
        make(f"以太坊第 {n} 条")
    rebuild()
    assert titles(client, "以太坊") == [f"以太坊第 {n} 条" for n in (4, 3, 2)]


@pytest.mark.parametrize("path", PATHS)
def test_a_reader_who_has_it_gets_304(client: Client, make: Make, path: str) -> None:
    make("以太坊")
    rebuild()
    asked = {"q": "以太坊"}
    first = client.get(path, asked)
    for header, value in (
        ("if-none-match", first["ETag"]),
        ("if-modified-since", first["Last-Modified"]),
    ):
        again = client.get(path, asked, headers={header: value})
        assert again.status_code == 304, header
        assert not again.content
    Article.objects.update(title="以太坊，更正", updated_at=NOON + timedelta(days=1))
    again = client.get(path, asked, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 200
    assert client.post(path, asked).status_code == 405
    assert client.head(path, asked).status_code == 200


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("query", ["", "?q=", "?q=%20", "?q=%00", "?q=……", "?q=%22%22"])
def test_a_search_that_means_nothing_is_said(
    client: Client, make: Make, path: str, query: str
) -> None:
    rebuild()
    answer = client.get(f"{path}{query}")
    assert answer.status_code == 400
    assert "没有可以查找的字" in answer.content.decode()
    assert answer["X-Robots-Tag"] == "noindex"


@pytest.mark.django_db
@pytest.mark.parametrize("path", PATHS)
def test_without_an_index_readers_come_back_later(client: Client, path: str) -> None:
    answer = client.get(path, {"q": "以太坊"})
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "检索重建中" in answer.content.decode()


@pytest.mark.parametrize("query", ["以" * 10_000, "\ud800以太坊", "a OR OR ]]>", EVIL, "*?:~^"])
@pytest.mark.parametrize("path", PATHS)
def test_no_query_breaks_a_feed(client: Client, make: Make, path: str, query: str) -> None:
    make("以太坊")
    rebuild()
    answer = client.get(path, {"q": query.encode("utf-8", "surrogatepass")})
    assert answer.status_code in {200, 400}
    if answer.status_code == 200 and path != PATHS[2]:
        assert not feedparser.parse(answer.content).bozo


def test_the_search_page_leads_to_its_feeds(client: Client, make: Make) -> None:
    make("以太坊与 Q&A")
    rebuild()
    body = text(client, "/search/?q=以太坊 “Q%26A”")
    links = re.findall(r'href="(/search/[a-z]+\.(?:xml|json)\?q=[^"]+)"', body)
    assert {link.partition("?")[0] for link in links} == set(PATHS)
    for link in links:
        assert "以太坊与 Q&amp;A" in client.get(link).content.decode().replace("Q&A", "Q&amp;A")
    assert "/search/feed.xml" not in text(client, "/search/")


def test_the_front_page_has_atom_too(client: Client, make: Make) -> None:
    one = make("快", kind="flash")
    make("长", kind="article")
    answer = client.get("/atom.xml?kind=flash")
    feed = feedparser.parse(answer.content)
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert not feed.bozo
    assert feed.feed.subtitle.startswith("中文加密新闻时间线")
    assert feed.feed.link == "https://news.example/?kind=flash"
    assert [entry.id for entry in feed.entries] == [f"https://news.example/a/{one.pk}/"]
    assert 'type="application/atom+xml"' in text(client, "/")
