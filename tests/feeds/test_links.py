import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.feeds.links import absolute, is_http

BASE = "https://a.example/zh/list"


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("https://B.example/X?q=1#f", "https://b.example/X?q=1#f"),
        ("/x", "https://a.example/x"),
        ("x/y", "https://a.example/zh/x/y"),
        ("?page=2", "https://a.example/zh/list?page=2"),
        ("//c.example/x", "https://c.example/x"),
        ("\\\\c.example\\x", "https://c.example/x"),
        (" https://b.example/a b ", "https://b.example/a%20b"),
        ("https://b.example/\u200b比特币", "https://b.example/比特币"),
        ('https://b.example/"><script>', "https://b.example/%22%3E%3Cscript%3E"),
        ("http://[2001:db8::1]:8080/x", "http://[2001:db8::1]:8080/x"),
    ],
)
def test_made_absolute(href: str, url: str) -> None:
    assert absolute(href, "", "ftp://no.example/", BASE) == (url, False)


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        " java\nscript:alert(1)",
        "\x01javascript:x",
        "DATA:text/html,x",
        "file:///x",
        "vbscript:x",
        "mailto:a@b.example",
        "ftp://b.example/x",
        "https://user:pw@b.example/",
        "https://",
        "http:///x",
        "http://[::1",
        "http://b.example:99999/",
        "http://b.example:x/",
        "http://b%00.example/",
        "https://b.example/" + "x" * 2000,
        "//user@b.example/",
        "//[x/",
    ],
)
def test_refused(href: str) -> None:
    assert absolute(href, BASE) == ("", True)


def test_nothing_is_no_fault_but_relative_to_nothing_is() -> None:
    assert absolute(" \n", BASE) == ("", False)
    assert absolute("/x") == ("", True)


@given(st.text(max_size=80), st.text(max_size=40))
def test_anything_becomes_an_http_address_or_nothing(href: str, base: str) -> None:
    url, _ = absolute(href, base, BASE)
    assert url == "" or is_http(url)


@pytest.mark.parametrize("href", ["/" + "a" * 1995, "https://e.com/?q=" + " a" * 900])
def test_what_grows_beyond_the_limit_is_refused(href: str) -> None:
    assert len(href) <= 2000
    assert absolute(href, "https://outlet.example/") == ("", True)
