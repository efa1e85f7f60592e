"""Feeds of tags, outlets, events and series: what is in them, and that programs can read them."""

import json
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from lxml import etree
from pytest_django import DjangoAssertNumQueries, Settings

from aggregator.articles.models import Article, Tag
from aggregator.feeds.models import Source
from aggregator.stories.models import Story
from tests.site.conftest import EVIL, Make, Tell

SITE = "https://news.example"
FILES = ("feed.xml", "atom.xml", "feed.json")
ATOM = {"a": "http://www.w3.org/2005/Atom"}
MOST_QUERIES = 6


@pytest.fixture(autouse=True)
def address(settings: Settings) -> None:
    settings.SITE_URL = SITE


@pytest.fixture
def pages(make: Make, tell: Tell, bitcoin: Tag) -> list[str]:
    """A page of each kind that has a feed, over awkward articles."""
    told = [make(f"题{EVIL}\x0b{n}", source=f"outlet{n}", tags=[bitcoin]) for n in range(2)]
    make("没有链接", url="", tags=[bitcoin])
    story = tell(*told, series_slug="etf-flows", series_name="ETF 净流入")
    return ["/", "/coin/bitcoin/", "/source/outlet0/", f"/story/{story.pk}/", "/series/etf-flows/"]


def titles(client: Client, path: str) -> list[str]:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return [item["title"] for item in json.loads(answer.content)["items"]]


@pytest.mark.parametrize("prefix", ["", "/zh-hant", "/en"])
def test_every_feed_is_well_formed_in_every_language(
    client: Client, pages: list[str], prefix: str
) -> None:
    for page in pages:
        rss, atom, told = (client.get(f"{prefix}{page}{file}") for file in FILES)
        check_rss(etree.fromstring(rss.content), f"{SITE}{prefix}{page}")
        check_atom(etree.fromstring(atom.content), f"{SITE}{prefix}{page}")
        check_json(json.loads(told.content), f"{SITE}{prefix}{page}")
        for answer in (rss, atom):
            assert b"<script>" not in answer.content


def check_rss(root: Any, page: str) -> None:
    assert root.findtext("channel/link") == page
    assert root.findtext("channel/title")
    assert root.findtext("channel/language") in {"zh-cn", "zh-tw"}
    guids = [item.findtext("guid") for item in root.iterfind("channel/item")]
    assert guids
    assert len(set(guids)) == len(guids)
    for item in root.iterfind("channel/item"):
        assert parsedate_to_datetime(item.findtext("pubDate")).tzinfo is not None  # RFC 822
        assert item.findtext("link").startswith(SITE)


def check_atom(root: Any, page: str) -> None:
    assert root.find("a:link[@rel='alternate']", ATOM).get("href") == page
    assert root.find("a:link[@rel='self']", ATOM).get("href") == f"{page}atom.xml"
    ids = [entry.findtext("a:id", namespaces=ATOM) for entry in root.iterfind("a:entry", ATOM)]
    assert ids
    assert len(set(ids)) == len(ids)
    for date in root.iterfind(".//a:updated", ATOM):
        assert "T" in date.text
        assert date.text.endswith(("Z", "+00:00"))


def check_json(feed: dict[str, Any], page: str) -> None:
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["home_page_url"] == page
    assert feed["feed_url"] == f"{page}feed.json"
    assert feed["icon"].startswith(SITE)
    ids = [item["id"] for item in feed["items"]]
    assert ids
    assert len(set(ids)) == len(ids)
    assert all(item.get("content_text") or item.get("content_html") for item in feed["items"])


def test_a_feed_asks_little_of_the_database(
    client: Client, pages: list[str], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for page in pages:
        with django_assert_max_num_queries(MOST_QUERIES):
            client.get(f"{page}feed.xml")


def test_a_tag(client: Client, make: Make, bitcoin: Tag) -> None:
    make("旧", tags=[bitcoin])
    make("新", tags=[bitcoin])
    make("藏", tags=[bitcoin], is_hidden=True)
    make("重复", tags=[bitcoin], is_lead=False)
    removed = make("去掉", tags=[bitcoin])
    removed.tagged.update(removed=True)
    make("无关")
    page = bitcoin.get_absolute_url()
    assert titles(client, f"{page}feed.json") == ["新", "旧"]
    assert json.loads(client.get(f"{page}feed.json").content)["title"] == "链讯 · 比特币"


@pytest.mark.django_db
def test_a_tag_of_another_kind_of_page_leads_to_its_own(client: Client, bitcoin: Tag) -> None:
    own = bitcoin.get_absolute_url()
    for kind in ("tag", "coin", "who"):
        answer = client.get(f"/{kind}/bitcoin/atom.xml")
        if f"/{kind}/bitcoin/" == own:
            assert answer.status_code == 200
        else:
            assert (answer.status_code, answer["Location"]) == (301, f"{own}atom.xml")


@pytest.mark.django_db
def test_a_name_that_nobody_has_told_of_yet_has_an_empty_feed(client: Client) -> None:
    from aggregator.site.feed_lists import known_tag

    page = known_tag("bitcoin").get_absolute_url()
    assert titles(client, f"{page}feed.json") == []
    first = client.get(f"{page}feed.xml")
    again = client.get(f"{page}feed.xml", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304, "an empty feed does not change with the clock"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "page",
    ["tag/nobody", "coin/nobody", "who/nobody", "source/nobody", "series/no", "story/9", "topic/x"],
)
@pytest.mark.parametrize("file", FILES)
def test_no_such_page_no_such_feed(client: Client, page: str, file: str) -> None:
    assert client.get(f"/{page}/{file}").status_code == 404


@pytest.mark.django_db
def test_a_story_beyond_every_number_is_not_there(client: Client) -> None:
    assert client.get(f"/story/{2**70}/feed.xml").status_code == 404


def test_a_source(client: Client, make: Make) -> None:
    make("一", source="甲".encode().hex())
    other = make("二", is_lead=False)
    make("藏", is_hidden=True)
    Source.objects.filter(pk=other.source_id).update(name=f"乙{EVIL}")
    assert titles(client, "/source/outlet/feed.json") == ["二"], "also where another was first"
    assert etree.fromstring(client.get("/source/outlet/feed.xml").content) is not None


def test_a_story_lists_its_reports(client: Client, make: Make, tell: Tell) -> None:
    first, second = make("甲报", source="a"), make("乙报", source="b")
    hidden = make("丙报", source="c", is_hidden=True)
    story = tell(first, second, hidden)
    feed = json.loads(client.get(f"/story/{story.pk}/feed.json").content)
    assert [item["title"] for item in feed["items"]] == ["乙报", "甲报"]
    assert feed["title"] in {"链讯 · 甲报", "链讯 · 乙报"}
    assert len({item["id"] for item in feed["items"]}) == 2


def test_a_story_whose_lead_is_hidden_is_named_by_its_first(
    client: Client, make: Make, tell: Tell
) -> None:
    first, second = make("甲报", source="a"), make("乙报", source="b")
    story = tell(first, second, lead=second)
    Article.objects.filter(pk=second.pk).update(is_hidden=True)
    feed = json.loads(client.get(f"/story/{story.pk}/feed.json").content)
    assert feed["title"] == "链讯 · 甲报"
    Article.objects.update(is_hidden=True)
    assert client.get(f"/story/{story.pk}/feed.json").status_code == 410


def test_a_merged_story_leads_to_the_other(client: Client, make: Make, tell: Tell) -> None:
    goal = tell(make())
    middle = Story.objects.create(started_at=goal.started_at, merged_into=goal)
    old = Story.objects.create(started_at=goal.started_at, merged_into=middle)
    answer = client.get(f"/en/story/{old.pk}/atom.xml")
    assert (answer.status_code, answer["Location"]) == (301, f"/en/story/{goal.pk}/atom.xml")
    Story.objects.filter(pk=goal.pk).update(merged_into=old)
    circle = client.get(f"/story/{old.pk}/atom.xml")
    assert circle.status_code == 410, "rows that lead in a circle end somewhere"


def test_a_series_is_of_events(client: Client, make: Make, tell: Tell) -> None:
    one = tell(make("第一天"), series_slug="etf-flows", series_name="ETF 净流入")
    tell(make("别的"), series_slug="fear-greed")
    gone = tell(make("藏", is_hidden=True))
    Story.objects.filter(pk=gone.pk).update(series_slug="etf-flows", report_count=1)
    [item] = json.loads(client.get("/series/etf-flows/feed.json").content)["items"]
    assert item["id"] == f"{SITE}/story/{one.pk}/"
    assert item["title"] == "第一天"


def test_interface_words_follow_the_language_and_texts_do_not(client: Client, make: Make) -> None:
    make("题")
    feed = json.loads(client.get("/en/feed.json").content)
    assert feed["language"] == "zh-Hans"
    assert feed["items"][0]["url"].startswith(f"{SITE}/en/a/")
    assert json.loads(client.get("/zh-hant/feed.json").content)["language"] == "zh-Hant-TW"
    with translation.override(None):
        from aggregator.site.languages import current

        assert current() == "zh-hans"
