"""Documents made to hurt: each is refused or bounded, and none opens anything."""

import socket
from pathlib import Path

import pytest

from aggregator.feeds.errors import ParseError

from .reading import assert_feed_or_its_error, read, rss

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">'
    + "".join(
        f'<!ENTITY lol{n} "{f"&lol{n - 1 if n > 1 else str()};" * 10}">' for n in range(1, 10)
    )
    + "]><rss><channel><item><title>&lol9;</title></item></channel></rss>"
)
QUADRATIC = (
    f'<!DOCTYPE bomb [<!ENTITY a "{"a" * 50_000}">]>'
    f"<rss><channel><item><title>{'&a;' * 50_000}</title></item></channel></rss>"
)
XXE = (
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    "<rss><channel><item><title>&x;</title></item></channel></rss>"
)
PARAMETER = (
    '<!DOCTYPE r SYSTEM "<!--" [<!ENTITY % p SYSTEM "http://127.0.0.1/x.dtd"> %p;]>'
    "<rss><channel><item><title>甲</title></item></channel></rss>"
)


@pytest.mark.parametrize("body", [LAUGHS, QUADRATIC, XXE, PARAMETER, LAUGHS.lower()])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_entities_of_its_own_are_refused(body: str, encoding: str) -> None:
    with pytest.raises(ParseError, match="实体"):
        read(body.encode(encoding))


def test_a_doctype_without_entities_is_harmless() -> None:
    netscape = (
        '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" '
        '"http://my.netscape.com/publish/formats/rss-0.91.dtd">'
    )
    body = rss("<item><title>甲</title></item>").replace("<rss", netscape + "<rss", 1)
    assert read(body).entries[0].title == "甲"


@pytest.mark.parametrize("body", [rss("<a>" * 20_000), rss("<item>" * 20_000), "<rss>" * 20_000])
def test_nesting_is_bounded(body: str) -> None:
    with pytest.raises(ParseError, match="嵌套"):
        read(body)


@pytest.mark.parametrize("mark", ["<", "<a/>", "</a>", "<a b='", "<!"])
def test_endless_tags_are_refused(mark: str) -> None:
    with pytest.raises(ParseError, match="标签"):
        read(rss(f"<item><title>甲</title></item>{mark * 60_000}"))
    with pytest.raises(ParseError, match="标签"):
        read(rss(mark * 510_000))


def test_endless_references_are_refused() -> None:
    with pytest.raises(ParseError, match="转义"):
        read(rss(f"<item><title>甲{'&amp;' * 510_000}</title></item>"))


@pytest.mark.parametrize(
    "unit",
    ["<![CDATA[", "<!--", "<?", '"', "&", "&#", "<a ", "<img ", "<br ", ".\n", "\\n", " ", "&lt;"],
)
def test_repetition_anywhere_is_bounded(unit: str) -> None:
    for text in (unit * 8_000, f"<![CDATA[{unit * 8_000}]]>"):
        assert_feed_or_its_error(
            rss(f"<item><title>甲</title><description>{text}</description></item>")
        )
        assert_feed_or_its_error(rss(f"<item><title>{text}</title></item>"))
    assert_feed_or_its_error(unit * 8_000)


def test_a_body_that_is_a_path_or_an_address_opens_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = tmp_path / "feed.xml"
    feed.write_text(rss("<item><title>秘密</title></item>"), "utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("parsing opened a socket")

    monkeypatch.setattr(socket, "socket", refuse)
    for body in (str(feed), feed.as_uri(), "http://127.0.0.1:9/rss"):
        assert "秘密" not in str(assert_feed_or_its_error(body))


def test_what_feedparser_cannot_survive_is_our_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr("feedparser.parse", break_down)
    with pytest.raises(ParseError, match="损坏"):
        read(rss("<item><title>甲</title></item>"))
