"""What the conditions of a query come to."""

from datetime import UTC, datetime

import pytest

from aggregator.articles.canonical import address_key
from aggregator.search.document import newest_key
from aggregator.search.plan import AllOf, BestOf, Between, Flat, OneOf, Phrase, Term
from aggregator.search.query.filters import filter_plan, unknown_links
from aggregator.search.query.query import Clause
from aggregator.stories.models import Report, Story
from tests.search.query.conftest import read

WHOLE = "0x4e6b3f8bc4f1cd7b2ad1bf6c9e0a1b2c3d4e13f8"


def planned(text: str):
    (clause,) = read(text).clauses
    return filter_plan(clause)


def at(*moment: int) -> int:
    return newest_key(int(datetime(*moment, tzinfo=UTC).timestamp()), 0)


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("tag:sec", "tags", "sec"),
        ("coin:btc", "coin", "bitcoin"),
        ("topic:稳定币", "topic", "stablecoin"),
        ("source:链捕手", "source", "chaincatcher"),
        ("kind:快讯", "kind", "flash"),
        ("important:", "important", "1"),
    ],
)
def test_whole_values_narrow_and_score_nothing(text, field, value):
    assert planned(text) == Flat(Term(field, value), 0.0)


def test_words_and_phrases_are_not_ours():
    assert planned("破产") is None
    assert planned("“破产”") is None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("from:2026-03-01", at(2026, 2, 28, 16), None),
        ("to:2026-03-01", None, at(2026, 3, 1, 16)),
        ("日期：2026-02", at(2026, 1, 31, 16), at(2026, 2, 28, 16)),
        ("日期：3月1日", at(2026, 2, 28, 16), at(2026, 3, 1, 16)),
        ("to:9999-12-31", None, None),
        ("to:9998-12-31", None, None),
        ("from:0001-01-01", 0, None),
    ],
)
def test_days_are_the_sites_and_both_are_included(settings, text, low, high):
    settings.TIME_ZONE = "Asia/Shanghai"
    assert planned(text) == Flat(Between("newest", low, high), 0.0)


def test_a_day_among_words_is_the_news_of_it_before_what_tells_of_it(settings):
    settings.TIME_ZONE = "Asia/Shanghai"
    day = Between("newest", at(2026, 2, 28, 16), at(2026, 3, 1, 16))
    told = Phrase(("3", "月", "1"))
    assert planned("3月1日") == BestOf((Flat(day, 10.0), Flat(told, 0.0)))


def test_a_whole_address_comes_before_one_with_its_ends():
    ends = AllOf((Term("addr", "0x4e6b…"), Term("addr", "…13f8")))
    assert planned(WHOLE) == BestOf((Flat(Term("addr", WHOLE), 1.0), Flat(ends, 0.3)))


def test_an_address_cut_short_is_met_by_its_ends():
    ends = AllOf((Term("addr", "0x4e6b…"), Term("addr", "…13f8")))
    assert planned("0x4e6b…13f8") == Flat(ends, 1.0)
    assert planned("0x4e6b") == Flat(Term("addr", "0x4e6b…"), 1.0)


def test_a_name_of_an_address_has_no_ends():
    assert planned("vitalik.eth") == Flat(Term("addr", "vitalik.eth"), 1.0)


def test_an_address_too_short_to_look_up_is_left_to_words():
    assert planned("0x4e6") is None


def link(url: str) -> Clause:
    return Clause("link", url, url, 0, len(url))


@pytest.fixture
def reported(make):
    """Three articles; the first two tell of one event."""
    urls = [f"https://www.a.example/{name}/" for name in ("one", "two", "three")]
    articles = [make("破产", url=url, url_key=address_key(url)) for url in urls]
    story = Story.objects.create(started_at=articles[0].sorted_at)
    for article in articles[:2]:
        Report.objects.create(
            story=story, article=article, component=article.pk, at=article.sorted_at
        )
    return story, articles


def test_a_link_finds_the_article_and_its_story(reported):
    _, (one, two, three) = reported
    wanted = OneOf("id", (one.pk, two.pk))
    assert filter_plan(link("http://m.a.example/one?utm_source=x")) == wanted
    assert filter_plan(link("https://a.example/three")) == OneOf("id", (three.pk,))


def test_a_link_to_a_page_of_ours_finds_the_same(reported, settings):
    story, (one, two, _) = reported
    wanted = OneOf("id", (one.pk, two.pk))
    assert filter_plan(link(f"{settings.SITE_URL}/a/{two.pk}/")) == wanted
    assert filter_plan(link(f"{settings.SITE_URL}/story/{story.pk}/?from=x")) == wanted


@pytest.mark.parametrize(
    "url",
    [
        *("https://a.example/four", "http://[::1", "http://a:b/", "http://testserver/about/"),
        *("http://testserver/a/99999/", "http://testserver/nowhere", "http://testserver"),
        *(
            "http://testserver/a/99999999999999999999/",
            "http://testserver/story/99999999999999999/",
        ),
    ],
)
def test_a_link_that_nobody_has_finds_nothing_and_is_said(reported, url):
    assert filter_plan(link(url)) == OneOf("id", ())
    assert unknown_links(read(url)) == (f"没有收录这个链接：{url}",)


def test_links_that_are_known_want_no_words(reported):
    assert unknown_links(read("https://a.example/one 破产")) == ()
