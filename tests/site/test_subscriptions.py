"""The page of all feeds, and the file of them."""

import pytest
from django.test import Client
from django.utils import timezone
from lxml import etree, html
from pytest_django import DjangoAssertNumQueries, Settings

from aggregator.articles.models import Tag
from aggregator.feeds.models import Feed, Source
from tests.site.conftest import EVIL, Make


@pytest.fixture(autouse=True)
def outlets(settings: Settings, make: Make, bitcoin: Tag) -> None:
    settings.SITE_URL = "https://news.example"
    made = make(tags=[bitcoin], published_at=timezone.now())
    source = made.source
    for n in range(2):
        Feed.objects.create(source=source, title=f"f{n}", url=f"https://outlet.example/{n}")
    off = Source.objects.create(slug="off", name="停了")
    Feed.objects.create(source=off, title="off", url="https://off.example/", enabled=False)
    Source.objects.filter(pk=source.pk).update(name=f"甲{EVIL}\x0b")


def test_the_page(client: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_max_num_queries(12):
        answer = client.get("/feeds/")
    page = html.document_fromstring(answer.content.decode())
    names = [name.text_content() for name in page.find_class("feeds__name")]
    assert names.count(f"甲{EVIL}") == 1 or f"甲{EVIL}\x0b" in names
    assert "停了" not in names
    assert {"全部", "重要", "快讯", "文章", "比特币", "ETF 资金流向"} <= set(names)
    for row in page.find_class("feeds__row")[:3]:
        for link in row.xpath(".//*[@class='feeds__forms']/a"):
            assert client.get(link.get("href")).status_code == 200
    [opml] = page.xpath("//a[@download]")
    assert opml.get("href") == "/opml.xml"


def test_the_file(client: Client) -> None:
    answer = client.get("/en/opml.xml")
    assert answer["Content-Type"].startswith("text/x-opml")
    assert "attachment" in answer["Content-Disposition"]
    root = etree.fromstring(answer.content)
    assert (root.tag, root.get("version")) == ("opml", "2.0")
    assert root.findtext("head/title")
    rows = root.findall("body/outline/outline")
    assert len({row.get("xmlUrl") for row in rows}) == len(rows) > 20
    for row in rows:
        assert row.get("type") == "rss"
        assert row.get("xmlUrl").startswith("https://news.example/en/")
        assert row.get("htmlUrl").startswith("https://news.example/en/")
    assert f"Lianxun · 甲{EVIL}" in [row.get("text") for row in rows]
    assert client.post("/opml.xml").status_code == 405
