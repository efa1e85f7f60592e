"""Bodies that explode, never end, come drop by drop, or break off."""

import asyncio
import gzip
import tracemalloc
import zlib

import brotli
import pytest
from aiohttp import web

from aggregator.web import (
    Failed,
    Fresh,
    Policy,
)
from tests.web.internet import AGENT, Internet, reply

MB = 1024 * 1024


def bomb(coding: str, size: int) -> bytes:
    """`size` zero bytes under a coding."""
    if coding == "br":
        return bytes(brotli.compress(bytes(size), quality=5))
    return gzip.compress(bytes(size)) if coding == "gzip" else zlib.compress(bytes(size))


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
async def test_a_bomb_is_stopped_in_flat_memory(internet: Internet, coding: str) -> None:
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


async def test_a_bomb_in_a_bomb_is_not_opened(internet: Internet) -> None:
    nested = gzip.compress(bomb("gzip", 10 * MB))
    internet.serve("news.example", "/", reply(nested, Content_Encoding="gzip, gzip"))

    got = await internet.fetch("http://news.example/")

    assert isinstance(got, Failed)
    assert got.kind == "decode"


async def test_a_layer_within_the_layer_stays_closed(internet: Internet) -> None:
    inner = bomb("gzip", 10 * MB)
    internet.serve("news.example", "/", reply(gzip.compress(inner), Content_Encoding="gzip"))

    got = await internet.fetch("http://news.example/")

    assert isinstance(got, Fresh)
    assert got.body == inner


@pytest.mark.parametrize("coding", ["", "gzip"])
async def test_endless_chunks_end_at_the_cap(internet: Internet, coding: str) -> None:
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


async def test_a_body_of_exactly_the_cap_passes(internet: Internet) -> None:
    internet.serve("news.example", "/", reply(b"x" * 1000))

    got = await internet.fetch("http://news.example/", Policy(AGENT, max_bytes=1000))

    assert isinstance(got, Fresh)
    assert len(got.body) == 1000


async def test_a_drip_meets_the_wall_clock(internet: Internet) -> None:
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


async def test_the_wall_clock_runs_over_all_hops(internet: Internet) -> None:
    async def slow(request: web.Request) -> web.StreamResponse:
        await asyncio.wait([asyncio.ensure_future(asyncio.Event().wait())], timeout=0.2)
        return web.Response(status=302, headers={"Location": "/"})

    internet.serve("news.example", "/", slow)

    got = await internet.fetch("http://news.example/", Policy(AGENT, timeout_seconds=0.5))

    assert isinstance(got, Failed)
    assert got.kind == "timeout"


async def test_a_server_that_never_answers_meets_the_wall_clock(internet: Internet) -> None:
    await internet.raw("news.example", b"", hang=True)

    got = await internet.fetch("http://news.example:8080/", Policy(AGENT, timeout_seconds=0.3))

    assert isinstance(got, Failed)
    assert got.kind == "timeout"


async def test_a_length_that_promises_too_much_is_not_waited_for(internet: Internet) -> None:
    wire = b"HTTP/1.1 200 OK\r\nContent-Length: 52428800\r\n\r\nx"
    await internet.raw("news.example", wire, hang=True)

    got = await internet.fetch("http://news.example:8080/")

    assert isinstance(got, Failed)
    assert got.kind == "too_large"


@pytest.mark.parametrize(
    "head",
    [b"Content-Length: 1000", b"Transfer-Encoding: chunked\r\n\r\n3e8\r\n<rss>"],
)
async def test_a_body_shorter_than_promised_is_marked(internet: Internet, head: bytes) -> None:
    wire = b'HTTP/1.1 200 OK\r\nETag: "1"\r\nLast-Modified: x\r\n' + head + b"\r\n\r\n<rss>"
    await internet.raw("news.example", wire)

    got = await internet.fetch("http://news.example:8080/")

    assert isinstance(got, Fresh)
    assert got.truncated
    assert got.body.startswith(b"<rss>")
    # With the validators kept, 304 would hide the rest of the body for ever.
    assert (got.etag, got.last_modified) == ("", "")


async def test_a_body_that_never_begins_fails(internet: Internet) -> None:
    await internet.raw("news.example", b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")

    got = await internet.fetch("http://news.example:8080/")

    assert isinstance(got, Failed)
    assert got.kind == "protocol"


async def test_bytes_beyond_the_promised_length_are_not_read(internet: Internet) -> None:
    wire = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n<rss>HTTP/1.1 200 OK\r\n\r\nsmuggled"
    await internet.raw("news.example", wire)

    got = await internet.fetch("http://news.example:8080/")

    assert isinstance(got, Fresh)
    assert got.body == b"<rss>"
    assert not got.truncated


@pytest.mark.parametrize(
    "headers", [b"X: " + b"x" * 20_000 + b"\r\n", b"".join(b"X%d: 1\r\n" % n for n in range(500))]
)
async def test_headers_have_a_limit_too(internet: Internet, headers: bytes) -> None:
    await internet.raw("news.example", b"HTTP/1.1 200 OK\r\n" + headers + b"\r\n")

    got = await internet.fetch("http://news.example:8080/")

    assert isinstance(got, Failed)
    assert got.kind == "protocol"
