"""What a room gets back for what a server does."""

import asyncio
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from aiohttp import web

from aggregator.web import (
    Failed,
    Fresh,
    Gone,
    Limited,
    Moved,
    Policy,
    Refused,
    Request,
    Unchanged,
    fetch_all,
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


async def test_an_unknown_name_fails_as_dns(internet: Internet) -> None:
    got = await internet.fetch("http://nowhere.example/")

    assert isinstance(got, Failed)
    assert got.kind == "dns"
    assert "nowhere.example" in got.reason


async def test_a_name_without_addresses_fails_as_dns(internet: Internet) -> None:
    internet.names.table["empty.example"] = [[]]

    got = await internet.fetch("http://empty.example/")

    assert isinstance(got, Failed)
    assert got.kind == "dns"


async def test_a_closed_port_fails_as_connect(internet: Internet) -> None:
    internet.serve("news.example", "/feed", reply(b"x"))
    internet.ports[80] = 1  # Nothing listens there.

    got = await internet.fetch(FEED)

    assert isinstance(got, Failed)
    assert got.kind == "connect"


async def test_plain_text_on_the_tls_port_fails_as_tls(internet: Internet) -> None:
    internet.serve("news.example", "/feed", reply(b"x"))

    got = await internet.fetch("https://news.example/feed")

    assert isinstance(got, Failed)
    assert got.kind == "tls"


async def test_what_is_not_http_fails_as_protocol(internet: Internet) -> None:
    await internet.raw("news.example", b"SSH-2.0-OpenSSH_9.6\r\n\r\n")

    got = await internet.fetch("http://news.example:8080/")

    assert isinstance(got, Failed)
    assert got.kind == "protocol"


async def test_a_url_that_only_the_http_library_dislikes_fails_as_bad_url(
    internet: Internet,
) -> None:
    policy = Policy(AGENT, trusted=frozenset({"127.1:8332"}))

    got = await internet.fetch("http://127.1:8332/", policy)

    assert isinstance(got, Failed)
    assert got.kind == "bad_url"


async def test_json_is_posted_with_the_operators_authorization(internet: Internet) -> None:
    async def node(request: web.Request) -> web.StreamResponse:
        asked = json.loads(await request.read())
        return web.json_response({"method": request.method, "echo": asked})

    internet.serve("node.example", "/", node)

    got = await internet.fetch(
        "http://node.example/",
        json={"method": "getblockcount"},
        authorization="Basic abc",
        etag="1",
    )

    assert isinstance(got, Fresh)
    assert json.loads(got.body) == {"method": "POST", "echo": {"method": "getblockcount"}}
    headers = internet.seen[0].headers
    assert headers["Content-Type"] == "application/json"
    assert headers["Authorization"] == "Basic abc"
    assert "If-None-Match" not in headers


async def test_a_json_rpc_error_is_an_answer(internet: Internet) -> None:
    said = reply(b'{"error": {"code": -8}}', 500, Content_Type="application/json")
    internet.serve("node.example", "/", said)

    got = await internet.fetch("http://node.example/", json={})
    asked_by_get = await internet.fetch("http://node.example/")

    assert isinstance(got, Fresh)
    assert got.body == b'{"error": {"code": -8}}'
    assert isinstance(asked_by_get, Failed)


async def test_an_authorization_is_hidden_from_logs() -> None:
    assert "secret" not in repr(Request("http://node.example/", authorization="Basic secret"))


async def test_no_more_requests_than_allowed_are_in_flight(internet: Internet) -> None:
    now, most = 0, 0
    everyone = asyncio.Event()

    async def handler(request: web.Request) -> web.StreamResponse:
        nonlocal now, most
        now += 1
        most = max(most, now)
        if now == 2:
            everyone.set()
        await everyone.wait()
        now -= 1
        return web.Response(text=request.query["n"])

    internet.serve("news.example", "/feed", handler)

    async with internet.client() as client:
        got = await asyncio.gather(*(client.fetch(Request(f"{FEED}?n={n}")) for n in range(6)))

    assert most == 2
    assert [each.body for each in got if isinstance(each, Fresh)] == [b"%d" % n for n in range(6)]


async def test_waiting_for_a_slot_does_not_use_up_the_clock(internet: Internet) -> None:
    policy = Policy(AGENT, per_host=1, timeout_seconds=0.4)

    async def handler(request: web.Request) -> web.StreamResponse:
        if request.query["n"] == "0":
            await asyncio.Event().wait()
        return web.Response(body=b"x")

    internet.serve("news.example", "/feed", handler)

    async with internet.client(policy) as client:
        stuck, behind = await asyncio.gather(
            client.fetch(Request(f"{FEED}?n=0")), client.fetch(Request(f"{FEED}?n=1"))
        )

    assert isinstance(stuck, Failed)
    assert stuck.kind == "timeout"
    assert isinstance(behind, Fresh)


class _Echo(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.path.encode())

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def echo_port() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Echo) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def test_fetch_all_keeps_the_order_and_trusts_what_the_operator_named(echo_port: int) -> None:
    policy = Policy(AGENT, trusted=frozenset({f"localhost:{echo_port}"}))
    urls = [f"http://localhost:{echo_port}/{n}" for n in range(5)]

    got = fetch_all(
        policy, [Request(url) for url in urls] + [Request(f"http://127.0.0.1:{echo_port}/")]
    )

    assert [each.body for each in got[:5] if isinstance(each, Fresh)] == [
        b"/0", b"/1", b"/2", b"/3", b"/4",
    ]  # fmt: skip
    assert isinstance(got[5], Refused)
