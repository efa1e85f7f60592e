"""The front page for feed readers."""

import json
from datetime import timedelta

import feedparser
import pytest
from django.test import Client
from pytest_django import Settings

from aggregator.articles.models import Article, ArticleTag, Tag
from tests.site.conftest import EVIL, NOON, Make, Tell


@pytest.fixture(autouse=True)
def address(settings: Settings) -> None:
    settings.SITE_URL = "https://news.example"


def test_rss(client: Client, make: Make) -> None:
    make("旧")
    new = make(f"新{EVIL}\x0b", excerpt="摘\x01录", kind="article")
    make("藏", is_hidden=True)
    answer = client.get("/feed.xml")
    assert answer["Content-Type"].startswith("application/rss+xml")
    feed = feedparser.parse(answer.content)
    assert not feed.bozo
    assert feed.feed.link == "https://news.example/"
    assert [entry.link for entry in feed.entries] == [
        f"https://news.example/a/{pk}/" for pk in (new.pk, new.pk - 1)
    ]
    first = feed.entries[0]
    assert first.id == first.link
    assert first.summary.endswith("<p>摘录</p>")
    assert first.author == "outlet"
    assert b"<script>" not in answer.content


def test_json(client: Client, make: Make) -> None:
    make("题", url="", excerpt="")
    made = make("题", excerpt="摘录")
    answer = client.get("/feed.json")
    assert answer["Content-Type"].startswith("application/feed+json")
    feed = json.loads(answer.content)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "https://news.example/feed.json"
    first, second = feed["items"]
    assert first["id"] == first["url"] == f"https://news.example/a/{made.pk}/"
    assert first["external_url"] == made.url
    assert first["content_text"] == "摘录"
    assert first["date_published"].endswith("+00:00")
    assert "external_url" not in second
    assert second["content_text"] == "题"


@pytest.mark.parametrize(
    ("policy", "rss", "key", "text"),
    [
        ("headline", "", "content_text", "题"),
        ("excerpt", "<p>摘录</p>", "content_text", "摘录"),
        ("full", "<p>全文</p>", "content_html", "<p>全文</p>"),
    ],
)
def test_text_by_policy(
    client: Client, make: Make, policy: str, rss: str, key: str, text: str
) -> None:
    make("题", policy=policy, html="<p>全文</p>", excerpt="摘录")
    entry = feedparser.parse(client.get("/feed.xml").content).entries[0]
    credit = '<p><a href="https://outlet.example/1">outlet</a></p>'
    assert entry.summary == credit + rss
    assert json.loads(client.get("/feed.json").content)["items"][0][key] == text


def test_what_looks_like_markup_in_an_excerpt_stays_text(client: Client, make: Make) -> None:
    make("题", excerpt=f"摘{EVIL}", url="")
    document = client.get("/feed.xml").content
    raw = feedparser.parse(document, sanitize_html=False).entries[0].summary
    assert "<script" not in raw
    assert "<img" not in raw


@pytest.mark.parametrize("path", ["/feed.xml", "/feed.json"])
def test_a_reader_who_has_it_gets_304(client: Client, make: Make, path: str) -> None:
    one = make("题")
    first = client.get(path)
    for header, value in (
        ("if-none-match", first["ETag"]),
        ("if-none-match", f"W/{first['ETag']}"),
        ("if-modified-since", first["Last-Modified"]),
    ):
        again = client.get(path, headers={header: value})
        assert again.status_code == 304, header
        assert not again.content
    Article.objects.filter(pk=one.pk).update(title="改", updated_at=NOON + timedelta(days=1))
    for header, value in (
        ("if-none-match", first["ETag"]),
        ("if-modified-since", first["Last-Modified"]),
    ):
        assert client.get(path, headers={header: value}).status_code == 200
    assert client.head(path).status_code == 200
    assert client.post(path).status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/feed.xml", "/feed.json"])
def test_an_empty_feed_is_a_feed(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert "Last-Modified" not in answer


def test_tabs_have_feeds_too(client: Client, make: Make) -> None:
    make("快", kind="flash")
    make("长", kind="article")
    items = json.loads(client.get("/feed.json?kind=article").content)["items"]
    assert [item["title"] for item in items] == ["长"]


def test_addresses_never_come_from_the_host_header(
    client: Client, make: Make, settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    make("题")
    for path in ("/", "/feed.xml", "/feed.json"):
        body = client.get(path, headers={"host": "evil.example"}).content.decode()
        assert "evil.example" not in body
        assert "https://news.example" in body
    body = client.get("/").content.decode()
    assert 'type="application/rss+xml"' in body
    assert 'type="application/feed+json"' in body


@pytest.mark.django_db
def test_robots(client: Client) -> None:
    body = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in body


def test_feeds_name_what_an_article_is_about(
    client: Client, make: Make, tell: Tell, bitcoin: Tag
) -> None:
    one = make("题", kind="flash", tags=[bitcoin])
    tell(one, series_slug="fear-greed", series_name="恐慌与贪婪指数")
    (item,) = json.loads(client.get("/feed.json").content)["items"]
    assert item["tags"] == ["快讯", "恐慌与贪婪指数"], "what it only names is left out"
    ArticleTag.objects.update(about=True)
    (item,) = json.loads(client.get("/feed.json").content)["items"]
    assert item["tags"] == ["快讯", "恐慌与贪婪指数", "比特币"]
    assert "<category>比特币</category>" in client.get("/feed.xml").content.decode()
    ArticleTag.objects.update(removed=True)
    assert "比特币</category>" not in client.get("/feed.xml").content.decode()
