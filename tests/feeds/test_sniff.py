import pytest

from aggregator.feeds.errors import NotAFeed, Wrong

from .reading import URL, read


@pytest.mark.parametrize(
    ("body", "wrong", "says"),
    [
        ("", Wrong.EMPTY, "空内容"),
        (" \n", Wrong.EMPTY, "空内容"),
        ("<!DOCTYPE html><html><head><title>首页</title></head></html>", Wrong.WEB_PAGE, "网页"),
        ("<html><svg><feed></feed></svg></html>", Wrong.WEB_PAGE, "网页"),
        ("PANews source fetched at 20260711_1307", Wrong.TEXT, "PANews source fetched"),
        ('{"code": 500, "message": "服务器内部错误"}', Wrong.JSON, "“服务器内部错误”"),
        ('{"msg": "请求过于频繁"}', Wrong.LIMITED, "请求过于频繁"),
        ("[1, 2", Wrong.JSON, "JSON"),
        ("Rate limited. Try again later.", Wrong.LIMITED, "Rate limited"),
        ("<html><h1>429 Too Many Requests</h1></html>", Wrong.LIMITED, "频繁"),
        (b"\x89PNG\x00\x00\x00\x00\xff\xfe\xfd" * 50, Wrong.BINARY, "二进制"),
        ("<opml><body/></opml>", Wrong.TEXT, "不是订阅源"),
        ("[" * 100_000, Wrong.JSON, "JSON"),
    ],
)
def test_what_is_no_feed_is_named(body: str | bytes, wrong: Wrong, says: str) -> None:
    with pytest.raises(NotAFeed) as caught:
        read(body)
    assert caught.value.wrong is wrong
    assert says in str(caught.value)
    assert URL in str(caught.value)


def test_a_web_page_names_its_feed() -> None:
    with pytest.raises(NotAFeed, match=r"https://feeds.example/rss\?a=1&b=2") as caught:
        read(
            '<html><head><link rel="icon" href="/i.png"><link rel="alternate" '
            'type="application/rss+xml" href="javascript:x"><link rel="alternate" '
            'type="application/rss+xml" href="/rss?a=1&amp;b=2"></head></html>'
        )
    assert caught.value.alternate == "https://feeds.example/rss?a=1&b=2"


def test_an_excerpt_is_short_and_plain() -> None:
    with pytest.raises(NotAFeed) as caught:
        read("抱歉 <img src=x onerror=alert(1)> " + "很" * 500)
    assert "<img" not in str(caught.value)
    assert str(caught.value).count("很") < 80
