"""The live service: one process, one thread, thousands of connections.

GET /live is the stream (text/event-stream), from `Last-Event-ID` or `?after=` on. It holds what
everybody may read, needs no cookie and reads none, so that any origin may listen.
"""

import asyncio
from collections.abc import Callable, Sequence
from ipaddress import ip_network

from aiohttp import web
from aiohttp.web_protocol import RequestHandler

from aggregator.live.doors import Doors
from aggregator.live.hub import Hub, Line
from aggregator.live.stream import place
from aggregator.web.peers import network_of, visitor_of

SILENT_SECONDS = 10.0
FAREWELL_SECONDS = 2.0
BACKLOG = 4096
HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Referrer-Policy": "no-referrer",
    "Server": "newsroom",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
STREAM = {
    "Content-Type": "text/event-stream; charset=utf-8",
    "X-Accel-Buffering": "no",  # nginx hands each event on at once
}


class Live:
    """The answers, over a hub and its doors."""

    def __init__(self, hub: Hub, doors: Doors, proxies: Sequence[str]) -> None:
        self._hub = hub
        self._doors = doors
        self._proxies = tuple(map(ip_network, proxies))
        self._closing = False

    def application(self) -> web.Application:
        """What aiohttp serves."""
        app = web.Application(client_max_size=1024)
        app.router.add_get("/live", self.live, allow_head=False)
        app.router.add_get("/healthz", self.healthz)
        app.on_response_prepare.append(_set_headers)
        return app

    async def live(self, request: web.Request) -> web.StreamResponse:
        """Everything that is told, until either side ends; 503 when there is no room."""
        forwarded = ",".join(request.headers.getall("X-Forwarded-For", ()))
        network = network_of(visitor_of(request.remote, forwarded, self._proxies))
        if self._closing or not self._doors.enter(network):
            text = "too many connections; ask /live/poll/ of the site instead\n"
            return web.Response(status=503, text=text, headers={"Retry-After": "30"})
        response = web.StreamResponse(headers=STREAM)
        line: Line | None = None
        try:
            await response.prepare(request)
            await self._hub.ready.wait()
            if isinstance(request.transport, asyncio.WriteTransport) and not self._closing:
                chunked = response.headers.get("Transfer-Encoding") == "chunked"
                line = Line(request.transport, chunked, asyncio.Event())
                after = request.headers.get("Last-Event-ID") or request.query.get("after")
                self._hub.join(line, place(after))
                await line.ended.wait()
        finally:
            self._doors.leave(network)
            if line:
                self._hub.leave(line)
        return response

    async def healthz(self, _request: web.Request) -> web.Response:
        """How many listen."""
        return web.Response(text=f"ok {len(self._hub)}\n")

    def close(self) -> None:
        """Let nobody in any more, and send away who is here."""
        self._closing = True
        self._hub.close()


class Doorman:
    """Makes the protocol of each connection, and parts with peers that connect and say nothing."""

    def __init__(self, server: Callable[[], RequestHandler], seconds: float) -> None:
        self._server = server
        self._seconds = seconds

    def __call__(self) -> RequestHandler:
        """The protocol of a new connection."""
        protocol = self._server()
        asyncio.get_running_loop().call_later(self._seconds, _part, protocol)
        return protocol


def _part(protocol: RequestHandler) -> None:
    """End a connection that has not asked for anything yet."""
    if protocol.transport is not None and protocol._current_request is None:  # noqa: SLF001
        protocol.force_close()


async def _set_headers(_request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(HEADERS)


async def serve(live: Live, host: str, port: int) -> tuple[web.AppRunner, asyncio.Server]:
    """Listen; `port` 0 takes a free one. Raises OSError when the port can't be had."""
    runner = web.AppRunner(
        live.application(),
        handler_cancellation=True,  # a handler ends with its connection
        access_log=None,
        keepalive_timeout=5,
        shutdown_timeout=FAREWELL_SECONDS,
    )
    await runner.setup()
    assert runner.server is not None  # noqa: S101 - set up in the line above
    doorman = Doorman(runner.server, SILENT_SECONDS)
    loop = asyncio.get_running_loop()
    listening = await loop.create_server(doorman, host.strip("[]"), port, backlog=BACKLOG)
    return runner, listening
