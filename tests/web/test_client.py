"""What a room gets back for what a server does."""

import pytest

from aggregator.web import (
    Failed,
    Fresh,
    Gone,
    Limited,
    Moved,
    Request,
    Unchanged,
)
from tests.web.internet import AGENT, Internet, redirect, reply

FEED = "http://news.example/feed"


async def test_a_body_comes_with_its_type_and_validators(internet: Internet) -> None:
    handler = reply(
        "比特币",
        Content_Type="application/rss+xml; charset=gbk",
        ETag='W/"1"',
        Last_Modified="Fri, 02 Jan 2026 03:04:05 GMT",
        Cache_Control="public, max-age=300",
    )
    internet.serve("news.example", "/feed", handler)

    got = await internet.fetch(FEED)

    assert isinstance(got, Fresh)
    assert got.url == FEED
    assert got.body.decode() == "比特币"
    assert got.content_type == "application/rss+xml; charset=gbk"
    assert (got.etag, got.last_modified) == ('W/"1"', "Fri, 02 Jan 2026 03:04:05 GMT")
    assert got.max_age == 300
    assert got.took_ms >= 0
    assert not got.truncated


async def test_the_request_says_honestly_who_asks(internet: Internet) -> None:
    internet.serve("news.example", "/feed", reply(b"x"))

    await internet.fetch(FEED, accept="application/rss+xml")

    headers = internet.seen[0].headers
    assert headers["User-Agent"] == AGENT
    assert headers["Accept"] == "application/rss+xml"
    assert headers["Accept-Encoding"] == "gzip, deflate, br"
    assert "If-None-Match" not in headers
    assert "Cookie" not in headers


async def test_validators_make_the_request_conditional(internet: Internet) -> None:
    internet.serve("news.example", "/feed", reply(status=304, Cache_Control="max-age=60"))

    got = await internet.fetch(FEED, etag='"1"', last_modified="Fri, 02 Jan 2026 03:04:05 GMT")

    assert isinstance(got, Unchanged)
    assert (got.url, got.max_age) == (FEED, 60)
    headers = internet.seen[0].headers
    assert headers["If-None-Match"] == '"1"'
    assert headers["If-Modified-Since"] == "Fri, 02 Jan 2026 03:04:05 GMT"


async def test_a_date_alone_is_a_validator_too(internet: Internet) -> None:
    internet.serve("news.example", "/feed", reply(status=304))

    got = await internet.fetch(FEED, last_modified="Fri, 02 Jan 2026 03:04:05 GMT")

    assert isinstance(got, Unchanged)
    assert "If-None-Match" not in internet.seen[0].headers


async def test_304_without_a_validator_is_a_broken_server(internet: Internet) -> None:
    internet.serve("news.example", "/feed", reply(status=304))

    got = await internet.fetch(FEED)

    assert isinstance(got, Failed)
    assert got.kind == "protocol"


@pytest.mark.parametrize("etag", ['"a\r\nX-Evil: 1"', '"比特币"', '"' + "x" * 600 + '"'])
async def test_a_validator_that_is_no_header_value_is_not_sent(
    internet: Internet, etag: str
) -> None:
    internet.serve("news.example", "/feed", reply(b"x"))

    got = await internet.fetch(FEED, etag=etag)

    assert isinstance(got, Fresh)
    assert "If-None-Match" not in internet.seen[0].headers
    assert "X-Evil" not in internet.seen[0].headers


async def test_raw_bytes_in_headers_are_dropped(internet: Internet) -> None:
    wire = b'HTTP/1.1 200 OK\r\nETag: "\xff\xfe"\r\nContent-Type: \xe6\xaf\r\n'
    await internet.raw("news.example", wire + b"Content-Length: 1\r\n\r\nx")

    got = await internet.fetch("http://news.example:8080/feed")

    assert isinstance(got, Fresh)
    assert (got.etag, got.content_type) == ("", "")


async def test_no_cookie_is_kept(internet: Internet) -> None:
    internet.serve("news.example", "/feed", reply(b"x", Set_Cookie="id=1"))

    async with internet.client() as client:
        await client.fetch(Request(FEED))
        await client.fetch(Request(FEED))

    assert [seen.headers.get("Cookie") for seen in internet.seen] == [None, None]


@pytest.mark.parametrize("status", [301, 308])
async def test_a_permanent_move_is_followed_and_proposed(internet: Internet, status: int) -> None:
    internet.serve("news.example", "/feed", redirect("//new.example/rss", status))
    internet.serve("new.example", "/rss", reply(b"here"))

    got = await internet.fetch(FEED)

    assert isinstance(got, Moved)
    assert got.to == "http://new.example/rss"
    assert isinstance(got.content, Fresh)
    assert got.content.body == b"here"


@pytest.mark.parametrize("status", [302, 303, 307])
async def test_one_temporary_hop_makes_the_whole_move_temporary(
    internet: Internet, status: int
) -> None:
    internet.serve("news.example", "/feed", redirect("/b", 301))
    internet.serve("news.example", "/b", redirect("c", status))
    internet.serve("news.example", "/c", reply(b"here"))

    got = await internet.fetch(FEED)

    assert isinstance(got, Fresh)
    assert got.url == "http://news.example/c"


async def test_a_moved_feed_can_be_unchanged(internet: Internet) -> None:
    internet.serve("news.example", "/feed", redirect("/b", 301))
    internet.serve("news.example", "/b", reply(status=304))

    got = await internet.fetch(FEED, etag='"1"')

    assert isinstance(got, Moved)
    assert isinstance(got.content, Unchanged)


@pytest.mark.parametrize("location", [None, "http://[", "http://h:99999/"])
async def test_a_redirect_to_nowhere_fails(internet: Internet, location: str | None) -> None:
    handler = reply(status=302) if location is None else redirect(location)
    internet.serve("news.example", "/feed", handler)

    got = await internet.fetch(FEED)

    assert isinstance(got, Failed)
    assert got.kind == "protocol"
    assert "news.example" in got.reason


async def test_410_is_gone_for_good(internet: Internet) -> None:
    internet.serve("news.example", "/feed", reply(status=410))

    assert await internet.fetch(FEED) == Gone(410)


@pytest.mark.parametrize(
    ("status", "header", "seconds"),
    [
        (429, {"Retry-After": "120"}, 120),
        (503, {"Retry-After": "120"}, 120),
        (429, {}, 300),
        (429, {"Retry-After": "315360000"}, 21600),
        (429, {"Retry-After": "Fri, 02 Jan 2099 03:04:05 GMT"}, 21600),
    ],
)
async def test_a_limit_says_how_long(
    internet: Internet, status: int, header: dict[str, str], seconds: int
) -> None:
    internet.serve("news.example", "/feed", reply(b"", status, **header))

    assert await internet.fetch(FEED) == Limited(seconds, status)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (404, "http_404"),
        (403, "http_4xx"),
        (500, "http_5xx"),
        (503, "http_5xx"),
        (300, "protocol"),
        (999, "protocol"),
    ],
)
async def test_other_statuses_fail_by_kind(internet: Internet, status: int, kind: str) -> None:
    internet.serve("news.example", "/feed", reply(b"sorry", status))

    got = await internet.fetch(FEED)

    assert isinstance(got, Failed)
    assert got.kind == kind
    assert "news.example" in got.reason
    assert str(status) in got.reason
