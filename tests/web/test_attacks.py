"""What hostile URLs, names and servers try, and what becomes of it."""

import asyncio
import gzip
import shutil
import ssl
import subprocess
import tracemalloc
import zlib
from pathlib import Path

import aiohttp.connector
import brotli
import pytest
from aiohttp import web

from aggregator.web import (
    Client,
    Failed,
    Fresh,
    Moved,
    Outcome,
    Policy,
    Refused,
    Request,
    client,
    sockets,
)
from tests.web.internet import AGENT, PUBLIC_IP, Internet, redirect, reply

MB = 1024 * 1024


def assert_refused(got: Outcome, *named: str) -> None:
    assert isinstance(got, Refused), got
    for word in named:
        assert word in got.reason


# 1, 2: private addresses, in every spelling.
@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "10.0.0.8", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "100.100.100.200", "0.0.0.0", "198.18.0.1", "224.0.0.1", "255.255.255.255",
        "[::1]", "[::]", "[fc00::1]", "[fe80::1]", "[fe80::1%25eth0]", "[ff02::1]",
        "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "017700000001", "127.1", "127.0.1",
        "0", "1.1.1.1.0x1", "08.8.8.8", "134744072", "１２７.0.0.1", "127。0。0。1", "①②⑦.0.0.1",
        "127.0.0.1.", "2130706433.",
        "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[2002:7f00:1::1]",
        "[64:ff9b::7f00:1]", "[64:ff9b:1::a00:1]", "[2001:0:4136:e378:8000:63bf:3fff:fdd2]",
    ],
)  # fmt: skip
async def test_01_02_private_literals_are_refused_before_any_connection(
    internet: Internet, host: str
) -> None:
    assert_refused(await internet.fetch(f"http://{host}/"), "请")
    assert internet.dialled == []
    assert internet.names.asked == []


@pytest.mark.parametrize(
    "ip",
    ["127.0.0.1", "10.0.0.8", "169.254.169.254", "100.64.0.1", "::1", "fd00:ec2::254", "fe80::1",
     "::ffff:10.0.0.8", "2002:a00:8::1", "64:ff9b::a00:8", "2001::1"],
)  # fmt: skip
async def test_01_02_names_of_private_addresses_are_refused(internet: Internet, ip: str) -> None:
    internet.names.table["inside.example"] = [[ip]]

    assert_refused(await internet.fetch("http://inside.example/"), "inside.example", ip)
    assert internet.dialled == []


async def test_01_a_private_address_among_public_ones_is_never_tried(internet: Internet) -> None:
    internet.serve("mixed.example", "/", reply(b"x"))
    internet.names.table["mixed.example"] = [["10.0.0.8", PUBLIC_IP, "::1"]]

    assert isinstance(await internet.fetch("http://mixed.example/"), Fresh)
    assert internet.dialled == [(PUBLIC_IP, 80)]


async def test_01_a_literal_that_slips_past_the_url_check_stops_at_the_socket(
    internet: Internet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "check_public", lambda target: None)

    assert_refused(await internet.fetch("http://127.0.0.1/"), "127.0.0.1")
    assert internet.dialled == []


async def test_01_other_schemes_and_credentials_are_refused(internet: Internet) -> None:
    assert_refused(await internet.fetch("file:///etc/passwd"), "file")
    got = await internet.fetch("http://me:secret@news.example/")
    assert_refused(got, "news.example")
    assert "secret" not in repr(got)


async def test_01_proxies_of_the_environment_are_not_used(
    internet: Internet, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://proxy.example:3128")
    internet.serve("news.example", "/", reply(b"x"))

    assert isinstance(await internet.fetch("http://news.example/"), Fresh)
    assert internet.names.asked == ["news.example"]


# 3: redirects.
@pytest.mark.parametrize(
    "to",
    ["http://127.0.0.1/", "http://169.254.169.254/latest/meta-data", "//[::1]/",
     "http://inside.example/", "http://0x7f.1/", "http://h.example:22/", "file:///etc/passwd",
     "http://me:pass@news.example/"],
)  # fmt: skip
@pytest.mark.parametrize("status", [301, 302, 307])
async def test_03_a_redirect_inside_is_refused(internet: Internet, to: str, status: int) -> None:
    internet.names.table["inside.example"] = [["192.168.1.1"]]
    internet.serve("news.example", "/", redirect(to, status))

    assert_refused(await internet.fetch("http://news.example/"))
    assert internet.dialled == [(PUBLIC_IP, 80)]


async def test_03_every_hop_is_checked_not_only_the_first(internet: Internet) -> None:
    internet.serve("a.example", "/", redirect("http://b.example/"))
    internet.serve("b.example", "/", redirect("http://10.0.0.8/"))

    assert_refused(await internet.fetch("http://a.example/"), "10.0.0.8")
    assert len(internet.dialled) == 2


async def test_03_five_redirects_are_followed_and_a_sixth_is_not(internet: Internet) -> None:
    for n in range(6):
        internet.serve("news.example", f"/{n}", redirect(f"/{n + 1}"))
    internet.serve("news.example", "/6", reply(b"end"))

    assert isinstance(await internet.fetch("http://news.example/1"), Fresh)
    assert_refused(await internet.fetch("http://news.example/0"), "news.example", "5")


async def test_03_a_loop_ends(internet: Internet) -> None:
    internet.serve("news.example", "/", redirect("/", 301))

    assert_refused(await internet.fetch("http://news.example/"))
    assert len(internet.seen) == 6


async def test_03_a_stranger_cannot_lead_to_a_trusted_private_host(internet: Internet) -> None:
    internet.serve("node.internal", "/", reply(b"secret"), ip="10.0.0.8")
    internet.serve("news.example", "/", redirect("http://node.internal:8332/"))
    policy = Policy(AGENT, trusted=frozenset({"node.internal:8332"}))

    async with internet.client(policy) as fetcher:
        # The pool now holds an open connection to the node: it must not be lent out.
        own = await fetcher.fetch(Request("http://node.internal:8332/"))
        led = await fetcher.fetch(Request("http://news.example/"))
        other_port = await fetcher.fetch(Request("http://node.internal:8333/"))

    assert isinstance(own, Fresh)
    assert_refused(led, "node.internal")
    assert_refused(other_port, "node.internal")


async def test_03_a_trusted_host_may_redirect_to_itself_only(internet: Internet) -> None:
    internet.serve("node.internal", "/a", redirect("/b", 301), ip="10.0.0.8")
    internet.serve("node.internal", "/b", reply(b"here"))
    internet.serve("node.internal", "/c", redirect("http://10.0.0.9/"))
    policy = Policy(AGENT, trusted=frozenset({"node.internal:8332"}))

    assert isinstance(await internet.fetch("http://node.internal:8332/a", policy), Moved)
    assert_refused(await internet.fetch("http://node.internal:8332/c", policy), "10.0.0.9")


async def test_03_an_authorization_stays_with_its_origin(internet: Internet) -> None:
    internet.serve("node.example", "/", redirect("/here"))
    internet.serve("node.example", "/here", redirect("http://other.example/"))
    internet.serve("other.example", "/", reply(b"x"))

    await internet.fetch("http://node.example/", authorization="Basic abc")

    sent = [seen.headers.get("Authorization") for seen in internet.seen]
    assert sent == ["Basic abc", "Basic abc", None]


async def test_03_a_posted_body_follows_no_redirect(internet: Internet) -> None:
    internet.serve("node.example", "/", redirect("http://other.example/", 307))

    assert_refused(await internet.fetch("http://node.example/", json={}), "node.example")
    assert len(internet.seen) == 1


@pytest.fixture
def tls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A server certificate for news.example that the client's library trusts."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("needs the openssl command to make a certificate")
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-subj", "/CN=news.example", "-addext", "subjectAltName=DNS:news.example",
         "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    trusting = ssl.create_default_context(cafile=str(certificate))
    monkeypatch.setattr(aiohttp.connector, "_SSL_CONTEXT_VERIFIED", trusting)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


async def test_03_encryption_is_not_given_up(internet: Internet, tls: ssl.SSLContext) -> None:
    await internet.encrypt(tls)
    internet.serve("news.example", "/up", redirect("https://news.example/feed", 301))
    internet.serve("news.example", "/down", redirect("http://news.example/feed"))
    internet.serve("news.example", "/feed", reply(b"x"))

    assert isinstance(await internet.fetch("http://news.example/up"), Moved)
    assert_refused(await internet.fetch("https://news.example/down"), "https", "news.example")


async def test_03_a_certificate_for_another_name_is_not_accepted(
    internet: Internet, tls: ssl.SSLContext
) -> None:
    await internet.encrypt(tls)
    internet.serve("other.example", "/", reply(b"x"))

    got = await internet.fetch("https://other.example/")

    assert isinstance(got, Failed)
    assert got.kind == "tls"


# 4: DNS rebinding.
async def test_04_the_address_that_was_checked_is_the_one_connected(internet: Internet) -> None:
    internet.serve("rebind.example", "/", reply(b"x"))
    internet.names.table["rebind.example"] = [[PUBLIC_IP], ["127.0.0.1"]]

    assert isinstance(await internet.fetch("http://rebind.example/"), Fresh)
    assert internet.names.asked == ["rebind.example"]
    assert internet.dialled == [(PUBLIC_IP, 80)]


async def test_04_a_name_that_turns_private_is_refused_the_next_time(internet: Internet) -> None:
    internet.serve("rebind.example", "/", reply(b"x", Connection="close"))
    internet.names.table["rebind.example"] = [[PUBLIC_IP], ["127.0.0.1"]]

    async with internet.client() as fetcher:
        first = await fetcher.fetch(Request("http://rebind.example/"))
        second = await fetcher.fetch(Request("http://rebind.example/"))

    assert isinstance(first, Fresh)
    assert_refused(second, "rebind.example", "127.0.0.1")
    assert internet.dialled == [(PUBLIC_IP, 80)]


async def test_04_a_name_that_turns_private_between_hops_is_refused(internet: Internet) -> None:
    internet.serve("rebind.example", "/", reply(b"", 302, Location="/", Connection="close"))
    internet.names.table["rebind.example"] = [[PUBLIC_IP], ["169.254.169.254"]]

    assert_refused(await internet.fetch("http://rebind.example/"), "169.254.169.254")


# 18: bodies.
def bomb(coding: str, size: int) -> bytes:
    """`size` zero bytes under a coding."""
    if coding == "br":
        return bytes(brotli.compress(bytes(size), quality=5))
    return gzip.compress(bytes(size)) if coding == "gzip" else zlib.compress(bytes(size))


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
async def test_18_a_bomb_is_stopped_in_flat_memory(internet: Internet, coding: str) -> None:
    handler = reply(bomb(coding, 200 * MB), Content_Encoding=coding)
    internet.serve("news.example", "/", handler)

    tracemalloc.start()
    try:
        got = await internet.fetch("http://news.example/")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert isinstance(got, Failed)
    assert got.kind == "too_large"
    assert peak < 16 * MB


async def test_18_a_bomb_in_a_bomb_is_not_opened(internet: Internet) -> None:
    nested = gzip.compress(bomb("gzip", 10 * MB))
    internet.serve("news.example", "/", reply(nested, Content_Encoding="gzip, gzip"))

    got = await internet.fetch("http://news.example/")

    assert isinstance(got, Failed)
    assert got.kind == "decode"


async def test_18_a_layer_within_the_layer_stays_closed(internet: Internet) -> None:
    inner = bomb("gzip", 10 * MB)
    internet.serve("news.example", "/", reply(gzip.compress(inner), Content_Encoding="gzip"))

    got = await internet.fetch("http://news.example/")

    assert isinstance(got, Fresh)
    assert got.body == inner


@pytest.mark.parametrize("coding", ["", "gzip"])
async def test_18_endless_chunks_end_at_the_cap(internet: Internet, coding: str) -> None:
    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Encoding": coding} if coding else {})
        await response.prepare(request)
        empty = gzip.compress(b"")  # Decodes to nothing: the cap on the wire must stop it.
        while True:
            await response.write(empty * 2000 if coding else b"x" * 40_000)

    internet.serve("news.example", "/", endless)

    got = await internet.fetch("http://news.example/", Policy(AGENT, max_bytes=MB))

    assert isinstance(got, Failed)
    assert got.kind == "too_large"
    assert "1 MB" in got.reason


async def test_18_a_body_of_exactly_the_cap_passes(internet: Internet) -> None:
    internet.serve("news.example", "/", reply(b"x" * 1000))

    got = await internet.fetch("http://news.example/", Policy(AGENT, max_bytes=1000))

    assert isinstance(got, Fresh)
    assert len(got.body) == 1000


async def test_18_a_drip_meets_the_wall_clock(internet: Internet) -> None:
    """Every read succeeds in time; only a clock over the whole request can end this."""
    dripped = 0

    async def drip(request: web.Request) -> web.StreamResponse:
        nonlocal dripped
        response = web.StreamResponse()
        await response.prepare(request)
        for dripped in range(100):  # noqa: B007
            await response.write(b"x")
            await asyncio.wait([asyncio.ensure_future(asyncio.Event().wait())], timeout=0.05)
        return response

    internet.serve("news.example", "/", drip)

    got = await internet.fetch("http://news.example/", Policy(AGENT, timeout_seconds=0.3))

    assert isinstance(got, Failed)
    assert got.kind == "timeout"
    assert dripped > 0


async def test_18_the_wall_clock_runs_over_all_hops(internet: Internet) -> None:
    async def slow(request: web.Request) -> web.StreamResponse:
        await asyncio.wait([asyncio.ensure_future(asyncio.Event().wait())], timeout=0.2)
        return web.Response(status=302, headers={"Location": "/"})

    internet.serve("news.example", "/", slow)

    got = await internet.fetch("http://news.example/", Policy(AGENT, timeout_seconds=0.5))

    assert isinstance(got, Failed)
    assert got.kind == "timeout"


async def test_18_a_server_that_never_answers_meets_the_wall_clock(internet: Internet) -> None:
    await internet.raw("news.example", b"", hang=True)

    got = await internet.fetch("http://news.example:8080/", Policy(AGENT, timeout_seconds=0.3))

    assert isinstance(got, Failed)
    assert got.kind == "timeout"


async def test_18_a_length_that_promises_too_much_is_not_waited_for(internet: Internet) -> None:
    wire = b"HTTP/1.1 200 OK\r\nContent-Length: 52428800\r\n\r\nx"
    await internet.raw("news.example", wire, hang=True)

    got = await internet.fetch("http://news.example:8080/")

    assert isinstance(got, Failed)
    assert got.kind == "too_large"


@pytest.mark.parametrize(
    "head",
    [b"Content-Length: 1000", b"Transfer-Encoding: chunked\r\n\r\n3e8\r\n<rss>"],
)
async def test_18_a_body_shorter_than_promised_is_marked(internet: Internet, head: bytes) -> None:
    wire = b'HTTP/1.1 200 OK\r\nETag: "1"\r\nLast-Modified: x\r\n' + head + b"\r\n\r\n<rss>"
    await internet.raw("news.example", wire)

    got = await internet.fetch("http://news.example:8080/")

    assert isinstance(got, Fresh)
    assert got.truncated
    assert got.body.startswith(b"<rss>")
    # With the validators kept, 304 would hide the rest of the body for ever.
    assert (got.etag, got.last_modified) == ("", "")


async def test_18_a_body_that_never_begins_fails(internet: Internet) -> None:
    await internet.raw("news.example", b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")

    got = await internet.fetch("http://news.example:8080/")

    assert isinstance(got, Failed)
    assert got.kind == "protocol"


async def test_18_bytes_beyond_the_promised_length_are_not_read(internet: Internet) -> None:
    wire = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n<rss>HTTP/1.1 200 OK\r\n\r\nsmuggled"
    await internet.raw("news.example", wire)

    got = await internet.fetch("http://news.example:8080/")

    assert isinstance(got, Fresh)
    assert got.body == b"<rss>"
    assert not got.truncated


@pytest.mark.parametrize(
    "headers", [b"X: " + b"x" * 20_000 + b"\r\n", b"".join(b"X%d: 1\r\n" % n for n in range(500))]
)
async def test_18_headers_have_a_limit_too(internet: Internet, headers: bytes) -> None:
    await internet.raw("news.example", b"HTTP/1.1 200 OK\r\n" + headers + b"\r\n")

    got = await internet.fetch("http://news.example:8080/")

    assert isinstance(got, Failed)
    assert got.kind == "protocol"


async def test_the_system_resolver_is_behind_the_same_guard() -> None:
    async with Client(Policy(AGENT)) as fetcher:
        assert_refused(await fetcher.fetch(Request("http://localhost:8000/")), "localhost")


async def test_the_system_resolver_gives_addresses() -> None:
    resolver = sockets.SystemResolver(1)

    found = await resolver.resolve("localhost", 80)
    await resolver.close()

    assert {answer["host"] for answer in found} <= {"127.0.0.1", "::1"}
    assert found
