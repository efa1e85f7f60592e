import pytest

from aggregator.articles.canonical import address_key, canonical_url, key, without_tracking
from aggregator.articles.draft import Outlet, draft
from aggregator.feeds.entry import Entry

SAME = [
    [
        "https://www.example.com/news/1",
        "http://example.com/news/1/",
        "https://m.example.com/news/1?utm_source=x&utm_medium=y",
        "https://EXAMPLE.com//news/1?from=timeline&isappinstalled=0",
        "https://example.com/amp/news/1",
        "https://example.com/news/1/amp",
        "https://example.com:443/news/1#comments",
    ],
    ["https://example.com/a?b=2&a=1", "https://example.com/a?a=1&b=2&spm=1.2.3"],
    ["https://example.com/%E9%93%BE", "https://example.com/链"],
    ["https://example.com/x.html", "https://example.com/x.amp.html"],
    ["https://example.com", "https://example.com/", "https://www.example.com/?utm_source=rss"],
]
DIFFERENT = [
    ("https://example.com/news/1", "https://example.com/news/2"),
    ("https://example.com/a?id=1", "https://example.com/a?id=2"),
    ("https://example.com/#/news/1", "https://example.com/#/news/2"),
    ("https://example.com:8080/a", "https://example.com/a"),
    ("https://example.com/A", "https://example.com/a"),
    ("https://news.example.com/a", "https://example.com/a"),
]


@pytest.mark.parametrize("urls", SAME, ids=lambda urls: urls[0])
def test_spellings_of_one_address_are_one(urls: list[str]) -> None:
    assert len({canonical_url(url) for url in urls}) == 1


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_addresses_stay_different(one: str, other: str) -> None:
    assert canonical_url(one) != canonical_url(other)


def test_a_short_domain_is_not_taken_for_a_mobile_host() -> None:
    assert canonical_url("https://m.cn/a") == "https://m.cn/a"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "/relative", "https://", "ftp://e.com/x"])
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(ValueError, match="not an http"):
        canonical_url(url)


def test_a_link_keeps_what_the_outlet_means_by_it() -> None:
    link = without_tracking("https://m.example.com/a/?id=7&utm_source=rss#top")
    assert link == "https://m.example.com/a/?id=7"
    assert without_tracking("https://e.com/#/n/1") == "https://e.com/#/n/1"
    assert without_tracking("https://e.com/a?x=%20y") == "https://e.com/a?x=%20y"


def test_a_key_does_not_confuse_its_parts() -> None:
    assert key("ab", "c") != key("a", "bc")
    assert len(key("x")) == 64


@pytest.mark.parametrize("urls", SAME)
def test_an_article_is_kept_under_the_name_that_its_address_is_asked_by(urls: list[str]) -> None:
    entry = Entry(guid="7", url=urls[0], title="比特币突破 10 万美元")
    kept = draft(entry, Outlet("s", "mixed", ())).url_key
    assert {address_key(url) for url in urls} == {kept}
