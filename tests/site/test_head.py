"""What stands in a page's head for machines."""

import json
import re
from typing import Any

import pytest
from django.template import engines
from django.test import Client
from lxml import html
from pytest_django import Settings

from aggregator.articles.models import Article, Tag
from aggregator.feeds.models import Source
from aggregator.site.tongues import languages
from tests.site.conftest import EVIL, Make, Tell

SITE = "https://news.example"


@pytest.fixture(autouse=True)
def address(settings: Settings) -> None:
    settings.SITE_URL = SITE


def head(client: Client, path: str, status: int = 200) -> Any:
    answer = client.get(path)
    assert answer.status_code == status, path
    return html.document_fromstring(answer.content.decode()).find("head")


def meta(found: Any, name: str) -> list[str]:
    values: list[str] = found.xpath(f"meta[@property='{name}' or @name='{name}']/@content")
    return values


def links(found: Any, rel: str, key: str) -> dict[str, str]:
    return {one.get(key): one.get("href") for one in found.xpath(f"link[@rel='{rel}'][@{key}]")}


def data(found: Any) -> dict[str, dict[str, Any]]:
    scripts = found.xpath("script[@type='application/ld+json']/text()")
    return {one["@type"]: one for one in map(json.loads, scripts)}


@pytest.mark.parametrize("prefix", ["", "/zh-hant", "/en"])
def test_one_address_and_every_language(client: Client, make: Make, prefix: str) -> None:
    one = make()
    for path in ("/", "/?kind=flash", "/?important=1", "/series/", f"/a/{one.pk}/", "/feeds/"):
        found = head(client, f"{prefix}{path}")
        assert found.xpath("link[@rel='canonical']/@href") == [f"{SITE}{prefix}{path}"]
        assert links(found, "alternate", "hreflang") == {
            "zh-Hans": f"{SITE}{path}",
            "zh-Hant": f"{SITE}/zh-hant{path}",
            "en": f"{SITE}/en{path}",
            "x-default": f"{SITE}{path}",
        }
        assert meta(found, "og:url") == [f"{SITE}{prefix}{path}"]
    assert meta(found, "og:locale") == [languages.LOCALES[prefix.strip("/") or "zh-hans"]]


def test_what_means_nothing_in_an_address_is_left_out(client: Client, make: Make) -> None:
    make()
    for path in ("/?kind=x", "/?utm_source=%22%3E%3Cscript%3E", "/?important=2&kind="):
        found = head(client, path)
        assert found.xpath("link[@rel='canonical']/@href") == [f"{SITE}/"]


def test_mixtures_of_filters_are_not_indexed(client: Client, make: Make) -> None:
    make()
    found = head(client, "/?kind=flash&important=1")
    assert meta(found, "robots") == ["noindex, follow"]
    assert found.xpath("link[@rel='canonical']") == []
    assert links(found, "alternate", "type")["application/rss+xml"] == (
        "/feed.xml?kind=flash&important=1"
    )


def test_an_article(client: Client, make: Make) -> None:
    one = make(f"题{EVIL}", excerpt="摘" * 400, kind="article")
    Source.objects.update(home="https://outlet.example", credit="署名")
    path = f"/a/{one.pk}/"
    found = head(client, path)
    assert meta(found, "og:type") == ["article"]
    assert meta(found, "og:title") == [f"题{EVIL}"]
    assert meta(found, "og:site_name") == ["链讯"]
    [description] = meta(found, "description")
    assert 100 < len(description) <= 160
    assert meta(found, "og:description") == [description]
    assert meta(found, "twitter:card") == ["summary_large_image"]
    assert meta(found, "article:published_time") == ["2026-03-25T04:01:00+00:00"]
    [image] = meta(found, "og:image")
    assert re.fullmatch(rf"{SITE}/og/article/{one.pk}\.png\?v=[0-9a-f]{{12}}", image)
    told = data(found)
    news = told["NewsArticle"]
    assert news["headline"] == f"题{EVIL}"
    assert news["mainEntityOfPage"] == f"{SITE}{path}"
    assert news["author"] == [
        {"@type": "Organization", "name": "署名", "url": "https://outlet.example"}
    ]
    assert news["publisher"]["name"] == "链讯"
    assert news["isBasedOn"] == one.url
    assert news["datePublished"] == "2026-03-25T04:01:00+00:00"
    assert news["image"] == [image]
    steps = told["BreadcrumbList"]["itemListElement"]
    assert [step["item"] for step in steps] == [
        f"{SITE}/",
        f"{SITE}/source/outlet/",
        f"{SITE}{path}",
    ]
    assert [step["position"] for step in steps] == [1, 2, 3]


HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "a\u2028b\u2029",
    "&lt;/script&gt;",
    '"}',
]


@pytest.mark.parametrize("title", HOSTILE)
def test_no_title_ends_the_data(client: Client, make: Make, title: str) -> None:
    one = make(title)
    body = client.get(f"/a/{one.pk}/").content.decode()
    [news] = [s for s in re.findall(r"ld\+json\">(.*?)</script>", body, re.S) if "NewsArt" in s]
    assert not set(news) & set("<>&\u2028\u2029")
    assert json.loads(news)["headline"] == title
    assert data(head(client, f"/a/{one.pk}/"))["NewsArticle"]["headline"] == title


def test_a_headline_alone_is_not_indexed(client: Client, make: Make) -> None:
    thin, whole = make(source="thin", policy="headline"), make(url="")
    assert meta(head(client, f"/a/{thin.pk}/"), "robots") == ["noindex, follow"]
    found = head(client, f"/a/{whole.pk}/")
    assert meta(found, "robots") == ["max-image-preview:large"]
    assert "isBasedOn" not in data(found)["NewsArticle"]


def test_a_story(client: Client, make: Make, tell: Tell) -> None:
    told = [make(f"大事{n}", source=f"o{n}", excerpt="摘录") for n in range(3)]
    story = tell(*told)
    Article.objects.filter(pk=told[2].pk).update(updated_at="2026-03-26T00:00:00Z", url="")
    path = f"/story/{story.pk}/"
    found = head(client, path)
    news = data(found)["NewsArticle"]
    assert [one["name"] for one in news["author"]] == ["o0", "o1", "o2"]
    assert news["citation"] == [told[0].url, told[1].url]
    assert news["dateModified"] == "2026-03-26T00:00:00+00:00"
    assert meta(found, "og:image")[0].startswith(f"{SITE}/og/story/{story.pk}.png?v=")
    assert (
        client.get(meta(found, "og:image")[0].removeprefix(SITE))["Cache-Control"]
        == "public, max-age=86400"
    ), "the page and the picture say the same"
    assert links(found, "alternate", "type")["application/rss+xml"] == f"{path}feed.xml"


def test_the_front_page_says_where_to_search(client: Client, make: Make) -> None:
    make()
    site = data(head(client, "/en/"))["WebSite"]
    assert site["potentialAction"]["target"]["urlTemplate"] == (
        f"{SITE}/en/search/?q={{search_term_string}}"
    )
    assert site["inLanguage"] == "zh-Hans"


def test_every_list_offers_its_feeds(client: Client, make: Make, bitcoin: Tag) -> None:
    make(tags=[bitcoin])
    own = bitcoin.get_absolute_url()
    for page in (own, "/source/outlet/", "/series/etf-flows/"):
        found = head(client, page)
        assert set(links(found, "alternate", "type").values()) >= {
            f"{page}feed.xml",
            f"{page}atom.xml",
            f"{page}feed.json",
        }
        assert f'href="{page}feed.xml"' in client.get(page).content.decode().split("<body")[1]
    title = found.xpath("link[@type='application/rss+xml']/@title")
    assert title == ["ETF 资金流向 RSS"]
    assert links(head(client, "/?kind=flash"), "alternate", "type")["application/rss+xml"] == (
        "/feed.xml?kind=flash"
    )
    assert links(head(client, "/about/"), "alternate", "type")["application/atom+xml"] == (
        "/atom.xml"
    )


def test_a_tag_has_a_picture_of_its_own(client: Client, make: Make, bitcoin: Tag) -> None:
    make(tags=[bitcoin])
    found = head(client, bitcoin.get_absolute_url())
    assert meta(found, "og:image")[0].startswith(f"{SITE}/og/tag/bitcoin.png?v=")
    assert meta(found, "og:title") == ["比特币"]


@pytest.mark.parametrize(
    ("path", "status"), [("/search/?q=x", 503), ("/nothing/", 404), ("/?after=x", 400)]
)
@pytest.mark.django_db
def test_what_nobody_indexes_names_no_address(client: Client, path: str, status: int) -> None:
    found = head(client, path, status)
    assert meta(found, "robots") == ["noindex"]
    for name in ("og:url", "og:image"):
        assert meta(found, name) == []
    assert found.xpath("link[@rel='canonical']") == []
    assert links(found, "alternate", "hreflang") == {}
    assert data(found) == {}
    assert meta(found, "description") != []


def test_a_second_page_is_not_indexed(client: Client, make: Make) -> None:
    for _ in range(31):
        make()
    body = client.get("/").content.decode()
    [more] = set(re.findall(r'href="(/\?after=[^"]+)"', body))
    found = head(client, more.replace("&amp;", "&"))
    assert "noindex" in meta(found, "robots")[0]
    assert found.xpath("link[@rel='canonical']") == []


def test_a_head_without_a_request_asks_for_nothing() -> None:
    page = engines["django"].get_template("site/error.html")
    made = page.render({"problem": {"title": "坏了", "status": 500}})
    assert "坏了" in made
    assert 'rel="canonical"' not in made
    assert "/feed.xml" in made, "the line of feeds"
