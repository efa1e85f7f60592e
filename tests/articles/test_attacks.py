"""Entries made to hurt: each is stored harmlessly, on every database, in bounded work."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from aggregator.articles.canonical import canonical_url
from aggregator.articles.clean import TAGS_MOST, clean_html, plain_text
from aggregator.articles.draft import Outlet, draft
from aggregator.articles.ingest import ingest
from aggregator.articles.models import Article
from aggregator.articles.understand import TAGGED_LIMIT
from aggregator.feeds.entry import Entry
from aggregator.feeds.links import absolute
from aggregator.feeds.models import Feed, Source
from aggregator.feeds.parse import parse

NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
OUTLET = Outlet("s", "mixed", ())
ENTRY = Entry(guid="1", url="https://outlet.example/1", title="比特币突破 10 万美元")

UNSTORABLE = "甲\x00乙\ud800丙&#0;&#xd800;&#x1;\ufffe丁"


@pytest.fixture
def feed(db: None) -> Feed:
    source = Source.objects.create(slug="s", name="示例社")
    return Feed.objects.create(source=source, title="f", url="https://outlet.example/feed")


def json_feed(item: dict[str, object]) -> bytes:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [item]}).encode()


def read(body: bytes) -> tuple[Entry, ...]:
    zone = ZoneInfo("Asia/Shanghai")
    url = "https://outlet.example/feed"
    return parse(body, url=url, content_type="", zone=zone, now=NOW).entries


@pytest.mark.parametrize("xml", [False, True])
def test_characters_that_no_database_takes_are_gone_when_it_is_stored(
    feed: Feed, xml: bool
) -> None:
    text = UNSTORABLE
    body = json_feed(
        {
            "id": text,
            "url": f"https://outlet.example/{text}",
            "title": text,
            "content_html": f"<p>{text}</p>",
            "tags": [text] * 200,
            "authors": [{"name": text}],
            "image": f"https://outlet.example/{text}.png",
        }
    )
    if xml:
        body = (
            f"<rss><channel><item><title>{text}</title><guid>{text}</guid><link>/{text}</link>"
            f"<author>{text}</author><category>{text}</category><description>{text}</description>"
            "</item></channel></rss>"
        ).encode("utf-8", "surrogatepass")
    ingest(feed, read(body), NOW)
    article = Article.objects.get()
    for value in (article.title, article.html, article.text, article.author, article.url):
        assert "\x00" not in value
        assert not any("\ud800" <= char <= "\udfff" for char in value)


def test_every_field_at_its_longest_fits_its_column(feed: Feed) -> None:
    query = "比" * 1900
    entry = Entry(
        guid="g" * 500,
        url=f"https://outlet.example/?utm_source=x&q={query}",
        title="题" * 500,
        html=f"<p>{'文' * 300_000}</p>",
        author="、".join(["名" * 60] * 5),
        image_url=f"https://outlet.example/{'图' * 2000}",
        published=NOW,
        categories=("类" * 60,) * 30,
    )
    ingest(feed, [entry], NOW)
    article = Article.objects.get()
    article.full_clean(exclude=["url", "image_url", "guid_key"])
    assert article.url == entry.url
    assert article.image_url == ""


def test_an_item_without_anything_but_a_title_is_an_article(feed: Feed) -> None:
    ingest(feed, [Entry(guid="", url="", title="只有标题的一条")], NOW)
    article = Article.objects.get()
    assert (article.html, article.url, article.sorted_at) == ("", "", NOW)


@pytest.mark.parametrize("tag", ["b", "font", "CODE", "nobr", "strike"])
@pytest.mark.parametrize("mark", [" a={}", "\n/a={}", "\fa='{}'", ' a="<{}"'])
def test_07_08_unclosed_formatting_does_not_multiply(tag: str, mark: str) -> None:
    each = "".join(f"<{tag}{mark.format(n)}>" for n in range(60))
    cleaned = clean_html(f"<p>{each}" + "<p>x" * 60)
    assert cleaned.count("x") == 60
    # Three alike are opened again in each paragraph; sixty different ones would be sixty times.
    assert cleaned.count("<") < 60 * 2 * 6


def test_08_a_thicket_of_tags_becomes_plain_text() -> None:
    cleaned = clean_html("<ul><li>" * TAGS_MOST + "比特币<script>alert(1)</script><")
    assert "<ul>" not in cleaned
    assert "<script" not in cleaned
    assert "比特币" in plain_text(cleaned)
    assert "<ul>" in clean_html("<ul><li>甲" * (TAGS_MOST // 2))


@pytest.mark.parametrize(
    "html",
    [
        '<a href="jav&#x09;ascript:alert(1)">a</a>',
        '<a href=" &#1;javascript:alert(1)">a</a>',
        '<a href="//evil.example\\@outlet.example">a</a>',
        '<a href="java\nscript:alert(1)">a</a>',
        "<![CDATA[<![CDATA[<img src=x onerror=alert(1)>]]>]]>",
        "<svg><style><img src=x onerror=alert(1)></style></svg>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        "&lt;script&gt;alert(1)&lt;/script&gt;<p>甲",
        "<p/onclick=alert(1)>甲</p>",
        "<b <script>alert(1)</script>>",
        '<a href="https://e.example" onmouseover=alert(1) style=x ping=https://e.example>a</a>',
    ],
)
def test_08_nested_and_disguised_markup(html: str) -> None:
    cleaned = clean_html(html, "https://outlet.example/").lower()
    for word in ("<script", "<img", "<svg", "<math", "<style", "javascript:", "style="):
        assert word not in cleaned
    for handler in ("onclick=", "onerror=", "onmouseover=", "ping="):
        assert f" {handler}" not in cleaned.partition("&lt;")[0]


def test_22_every_link_is_without_opener_and_referrer() -> None:
    cleaned = clean_html('<a href="https://e.example" rel="opener" target="_blank">a</a>')
    assert 'rel="noopener noreferrer nofollow"' in cleaned
    assert "target" not in cleaned


def test_tags_are_looked_for_within_a_bound() -> None:
    far = "甲" * TAGGED_LIMIT
    assert not draft(replace(ENTRY, title="天气", html=f"{far}比特币"), OUTLET).understanding.tags
    assert draft(replace(ENTRY, title="天气", html="比特币现货"), OUTLET).understanding.tags


HOSTS = st.sampled_from(
    [
        "a.example",
        "例子.测试",
        "xn--fsqu00a.xn--0zwm56d",
        "[::1]",
        "a.example.",
        "A.EXAMPLE",
        "1.2.3.4",
    ]
)


@given(
    st.sampled_from(["http", "https", "HTTPS"]),
    st.one_of(HOSTS, st.text(max_size=20)),
    st.sampled_from(["", ":8080", ":0", ":65535", ":99999", ":x", ":"]),
    st.text(max_size=60),
)
@example("https", "a.example", "", "/%ff%00%?q=%ud8\ud800&utm_source=1#!/x")
@example("https", "a.example", "", "/?" + "a=1&" * 300)
@example("https", "a\u2100b.example", "", "/")
def test_an_address_that_parsing_lets_through_has_a_canonical_form(
    scheme: str, host: str, port: str, rest: str
) -> None:
    url, _ = absolute(f"{scheme}://{host}{port}/{rest}")
    if url:
        assert canonical_url(url).startswith("https://")
        assert draft(replace(ENTRY, url=url), OUTLET).url


def test_items_that_all_link_to_one_page_are_all_kept(feed: Feed) -> None:
    entries = [replace(ENTRY, guid=str(n), title=f"第 {n} 件大事发生") for n in range(5)]
    for _ in range(2):
        ingest(feed, entries, NOW)
    ingest(feed, entries[3:4], NOW)
    assert Article.objects.count() == 5
    assert not Article.objects.filter(revised__gt=0).exists()


def test_one_item_shown_twice_is_one_article(feed: Feed) -> None:
    ingest(feed, [ENTRY, replace(ENTRY, guid="2")], NOW)
    ingest(feed, [replace(ENTRY, title="比特币突破 11 万美元"), ENTRY], NOW)
    assert Article.objects.count() == 1


def test_the_same_item_under_many_dates_of_its_own_is_one_article(feed: Feed) -> None:
    for day in range(1, 4):
        ingest(feed, [replace(ENTRY, published=NOW.replace(day=day))], NOW)
    assert Article.objects.count() == 1
