"""What a topic gives to the outside: its feeds, its picture, its place in heads and sitemaps."""

import json

import pytest
from django.test import Client
from lxml import etree
from pytest_django import Settings

from aggregator.topics.models import Topic, TopicEntry
from tests.site.conftest import EVIL, Make, Tell
from tests.site.test_head import data, head, meta

SITE = "https://news.example"
FILES = ("feed.xml", "atom.xml", "feed.json")
State = Topic.State


@pytest.fixture(autouse=True)
def address(settings: Settings) -> None:
    settings.SITE_URL = SITE


@pytest.fixture
def topic(make: Make, tell: Tell) -> Topic:
    """An open topic of two events, one of them taken down."""
    made = Topic.objects.create(slug="etf", title=f"现货 ETF{EVIL}", lede="导语", state=State.OPEN)
    for story in (tell(make("第一步")), tell(make("藏", is_hidden=True))):
        TopicEntry.objects.create(topic=made, story=story)
    return made


def test_its_feeds_are_of_events(client: Client, topic: Topic) -> None:
    feed = json.loads(client.get("/topic/etf/feed.json").content)
    [item] = feed["items"]
    assert item["title"] == "第一步"
    assert item["id"].startswith(f"{SITE}/story/")
    assert feed["title"] == f"链讯 · {topic.title}"
    assert feed["description"] == "导语"
    for file in FILES[:2]:
        etree.fromstring(client.get(f"/en/topic/etf/{file}").content)


@pytest.mark.parametrize(("state", "status"), [(State.DRAFT, 404), (State.WITHDRAWN, 410)])
def test_what_is_not_public_gives_nothing_away(
    client: Client, topic: Topic, state: str, status: int
) -> None:
    Topic.objects.update(state=state)
    for path in (*(f"/topic/etf/{file}" for file in FILES), "/og/topic/etf.png"):
        answer = client.get(path)
        assert answer.status_code == status, path
        assert "现货" not in answer.content.decode()
    assert "/topic/etf/" not in client.get("/sitemap-pages.xml").content.decode()


def test_its_head(client: Client, topic: Topic) -> None:
    found = head(client, "/topic/etf/")
    assert meta(found, "og:title") == [topic.title]
    [image] = meta(found, "og:image")
    answer = client.get(image.removeprefix(SITE))
    assert answer["Cache-Control"] == "public, max-age=86400", (
        "the page and the picture say the same"
    )
    steps = data(found)["BreadcrumbList"]["itemListElement"]
    assert [step["item"] for step in steps] == [
        f"{SITE}/",
        f"{SITE}/topic/",
        f"{SITE}/topic/etf/",
    ]


def test_where_it_is_listed(client: Client, topic: Topic) -> None:
    assert f"{SITE}/topic/etf/" in client.get("/sitemap-pages.xml").content.decode()
    assert "/topic/etf/feed.xml" in client.get("/feeds/").content.decode()
    assert f"{SITE}/topic/etf/feed.xml" in client.get("/opml.xml").content.decode()
