"""Many requests at once: how many are in flight, and in what order they come back."""

import asyncio
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from aiohttp import web

from aggregator.web import (
    Failed,
    Fresh,
    Policy,
    Refused,
    Request,
    fetch_all,
)
from tests.web.internet import AGENT, Internet

FEED = "http://news.example/feed"


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
