"""Sitemaps: what is listed, and that programs can read them."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import etree
from pytest_django import DjangoAssertNumQueries, Settings

from aggregator.articles.models import Article, Revision, Tag
from aggregator.site.sitemaps import listing
from tests.site.conftest import EVIL, NOON, Make, Tell

SITE = "https://news.example"
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
}


@pytest.fixture(autouse=True)
def address(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A public address; and one part for all ids, which PostgreSQL goes on counting in each test."""
    settings.SITE_URL = SITE
    monkeypatch.setattr(listing, "SPAN", 10**9)


def tree(client: Client, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200, path
    assert answer["Content-Type"] == "application/xml; charset=utf-8"
    return etree.fromstring(answer.content)


def places(client: Client, path: str) -> list[str]:
    found: list[str] = tree(client, path).xpath("//s:loc/text()", namespaces=NAMES)
    return [place.removeprefix(SITE) for place in found]


def test_the_index_leads_to_every_part(client: Client, make: Make, tell: Tell) -> None:
    tell(make(source="a"), make(source="b"))
    parts = places(client, "/sitemap.xml")
    assert parts == ["/sitemap-pages.xml", "/sitemap-stories-0.xml", "/sitemap-articles-0.xml"]
    for part in parts:
        assert places(client, part), part
    changed = tree(client, "/sitemap.xml").xpath("//s:lastmod/text()", namespaces=NAMES)
    assert len(changed) == 2
    assert changed[0].startswith("2026-03-25T04:02:00")


def test_a_correction_moves_the_part(client: Client, make: Make) -> None:
    one = make()
    Revision.objects.create(article=one, title="旧", seen_at=NOON + timedelta(days=3))
    [part] = listing.article_parts()
    assert part == listing.Part(0, NOON + timedelta(days=3))


def test_an_article_stands_in_three_languages(client: Client, make: Make) -> None:
    one = make()
    [part] = [tree(client, "/sitemap-articles-0.xml")]
    assert places(client, "/sitemap-articles-0.xml") == [
        f"{prefix}/a/{one.pk}/" for prefix in ("", "/zh-hant", "/en")
    ]
    for url in part.iterfind("s:url", NAMES):
        links = {link.get("hreflang"): link.get("href") for link in url.iterfind("x:link", NAMES)}
        assert links == {
            "zh-Hans": f"{SITE}/a/{one.pk}/",
            "zh-Hant": f"{SITE}/zh-hant/a/{one.pk}/",
            "en": f"{SITE}/en/a/{one.pk}/",
            "x-default": f"{SITE}/a/{one.pk}/",
        }
        assert url.findtext("s:lastmod", namespaces=NAMES) == "2026-03-25T04:01:00+00:00"


def test_only_what_is_ours_to_index(client: Client, make: Make, tell: Tell) -> None:
    shown = make("题")
    make("藏", is_hidden=True)
    make("只有标题", source="thin", policy="headline")
    assert places(client, "/sitemap-articles-0.xml")[0] == f"/a/{shown.pk}/"
    assert len(places(client, "/sitemap-articles-0.xml")) == 3
    tell(shown)
    assert client.get("/sitemap-stories-0.xml").status_code == 404, "its page is the article's"


@pytest.mark.django_db
@pytest.mark.parametrize("part", [0, 7, 2**62, 2**80])
def test_a_part_with_nothing_is_not_there(client: Client, part: int) -> None:
    for kind in ("stories", "articles"):
        assert client.get(f"/sitemap-{kind}-{part}.xml").status_code == 404
    assert places(client, "/sitemap.xml") == ["/sitemap-pages.xml"]


def test_parts_go_by_ranges_of_ids(
    client: Client, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "SPAN", 2)
    made = [make() for _ in range(5)]
    seen: list[str] = []
    for path in places(client, "/sitemap.xml"):
        if "articles" in path:
            found = places(client, path)
            assert len(found) <= 2 * 3
            seen += [place for place in found if place.startswith("/a/")]
    assert seen == [one.get_absolute_url() for one in made]


def test_a_part_is_one_query(
    client: Client, make: Make, tell: Tell, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    tell(make(source="a"), make(source="b"))
    for path in ("/sitemap-articles-0.xml", "/sitemap-stories-0.xml", "/sitemap-news.xml"):
        with django_assert_num_queries(1):
            client.get(path)
    cache.clear()
    with django_assert_num_queries(3):
        client.get("/sitemap.xml")
    with django_assert_num_queries(0):
        client.get("/sitemap.xml")


def test_pages(client: Client, make: Make, bitcoin: Tag) -> None:
    make(tags=[bitcoin])
    Tag.objects.create(slug="lonely", name="无人提起", kind="coin")
    found = places(client, "/sitemap-pages.xml")
    for name in listing.SINGLE:
        assert reverse(name) in found
    assert bitcoin.get_absolute_url() in found
    assert "/source/outlet/" in found
    assert "/en/series/etf-flows/" in found
    assert not [place for place in found if "lonely" in place]
    assert not [place for place in found if "search" in place or "offline" in place]


def test_news_are_those_of_two_days(client: Client, make: Make, tell: Tell) -> None:
    now = timezone.now()
    old = make("旧", published_at=now - timedelta(hours=49))
    lone = make(f"独家{EVIL}\x0b", published_at=now - timedelta(hours=3))
    told = [make(f"大事{n}", source=f"o{n}", published_at=now) for n in range(2)]
    story = tell(*told)
    make("只有标题", source="thin", policy="headline", published_at=now)
    make("重复", is_lead=False, published_at=now)
    body = tree(client, "/sitemap-news.xml")
    assert places(client, "/sitemap-news.xml") == [f"/story/{story.pk}/", f"/a/{lone.pk}/"]
    assert old.get_absolute_url() not in places(client, "/sitemap-news.xml")
    names = body.xpath("//n:publication/n:name/text()", namespaces=NAMES)
    assert set(names) == {"链讯"}
    assert set(body.xpath("//n:language/text()", namespaces=NAMES)) == {"zh-cn"}
    assert body.xpath("//n:title/text()", namespaces=NAMES)[1] == f"独家{EVIL}"
    assert len(body.xpath("//n:publication_date/text()", namespaces=NAMES)) == 2


def test_news_have_an_end(client: Client, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "NEWS_MOST", 2)
    for n in range(4):
        make(f"第 {n} 条", published_at=timezone.now())
    assert len(places(client, "/sitemap-news.xml")) == 2


@pytest.mark.parametrize("path", ["/sitemap.xml", "/sitemap-articles-0.xml", "/sitemap-news.xml"])
def test_a_crawler_that_has_it_gets_304(client: Client, make: Make, path: str) -> None:
    one = make(published_at=timezone.now())
    first = client.get(path)
    again = client.get(path, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    Article.objects.filter(pk=one.pk).update(title="改", updated_at=NOON + timedelta(days=9))
    cache.clear()
    assert client.get("/sitemap-articles-0.xml")["ETag"] != first["ETag"]
    assert client.post(path).status_code == 405


@pytest.mark.django_db
def test_robots(client: Client) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert f"Sitemap: {SITE}/sitemap.xml" in lines
    assert f"Sitemap: {SITE}/sitemap-news.xml" in lines
    for closed in (
        "/admin/",
        "/settings/",
        "/en/settings/",
        "/vote/",
        "/live/",
        "/zh-hant/search/",
    ):
        assert f"Disallow: {closed}" in lines
