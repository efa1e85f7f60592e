"""A small internet on this machine: names, public addresses, and servers that answer for them.

The client under test resolves, checks and opens sockets as ever; only the last step, the
connection of a socket to a public address, ends at a server of ours.
"""

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any, Self

from aiohappyeyeballs import AddrInfoType
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from aggregator.web import Client, Outcome, Policy, Refused, Request

AGENT = "newsroom/0.1 (+https://example.org/about)"
PUBLIC_IP = "93.184.216.34"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Names(AbstractResolver):
    """Answers from a table. A name with several answer lists gives them one after the other and
    stays with the last; `asked` lists the names in the order of the questions."""

    def __init__(self) -> None:
        self.table: dict[str, list[list[str]]] = {}
        self.asked: list[str] = []

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        answers = self.table.get(host)
        if answers is None:
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        nth = min(self.asked.count(host), len(answers) - 1)
        self.asked.append(host)
        return [
            ResolveResult(
                hostname=host,
                host=ip,
                port=port,
                family=socket.AF_INET6 if ":" in ip else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for ip in answers[nth]
        ]

    async def close(self) -> None:
        pass


class Diverted(socket.socket):
    """Connects to `to`, whatever address it is given."""

    to: tuple[str, int]

    def connect(self, address: Any) -> None:
        super().connect(self.to)


class Internet:
    """`serve` puts a handler at a URL's host and path; `fetch` asks for a URL."""

    def __init__(self, **limits: Any) -> None:
        self.names = Names()
        self.dialled: list[tuple[str, int]] = []
        self.seen: list[web.Request] = []
        self.policy = Policy(AGENT, **limits)
        self.ports: dict[int, int] = {}
        self._handlers: dict[tuple[str, str], Handler] = {}
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        await self._stack.__aenter__()
        self.plain = await self._start(None)
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._stack.aclose()

    def serve(self, host: str, path: str, handler: Handler, ip: str = PUBLIC_IP) -> None:
        self.names.table.setdefault(host, [[ip]])
        self._handlers[host, path] = handler

    async def encrypt(self, context: ssl.SSLContext) -> None:
        """Answer on port 443 too, with TLS."""
        self.ports[443] = await self._start(context)

    async def raw(self, host: str, wire: bytes, *, hang: bool = False) -> None:
        """Let port 8080 of `host` send exactly `wire`, whatever it is asked."""
        self.names.table[host] = [[PUBLIC_IP]]
        done = asyncio.Event()

        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(wire)
            if hang:
                await done.wait()
            writer.close()

        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        self.ports[8080] = server.sockets[0].getsockname()[1]
        self._stack.callback(server.close)
        self._stack.callback(done.set)

    def dial(self, address: AddrInfoType) -> socket.socket:
        ip, port = str(address[4][0]), int(address[4][1])
        self.dialled.append((ip, port))
        made = Diverted(socket.AF_INET, socket.SOCK_STREAM)
        made.to = ("127.0.0.1", self.ports.get(port, self.plain))
        return made

    def client(self, policy: Policy | None = None) -> Client:
        return Client(policy or self.policy, self.names, dial=self.dial)

    async def fetch(self, url: str, policy: Policy | None = None, **fields: Any) -> Outcome:
        async with self.client(policy) as client:
            return await client.fetch(Request(url, **fields))

    async def _start(self, context: ssl.SSLContext | None) -> int:
        runner = web.ServerRunner(web.Server(self._answer), shutdown_timeout=0.01)
        await runner.setup()
        self._stack.push_async_callback(runner.cleanup)
        site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context)
        await site.start()
        return int(runner.addresses[0][1])

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        self.seen.append(request)  # type: ignore[arg-type]
        host = (request.url.host or "").lower()
        handler = self._handlers.get((host, request.path))
        if handler is None:
            return web.Response(status=404)
        return await handler(request)  # type: ignore[arg-type]


def reply(body: bytes | str = b"", status: int = 200, **headers: str) -> Handler:
    """A handler with a fixed answer; `Content_Type="x"` becomes `Content-Type: x`."""
    raw = body.encode() if isinstance(body, str) else body

    async def handler(request: web.Request) -> web.StreamResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return web.Response(body=raw, status=status, headers=named)

    return handler


def redirect(to: str, status: int = 302) -> Handler:
    """A handler that sends everybody to `to`."""
    return reply(status=status, Location=to)


def assert_refused(got: Outcome, *named: str) -> None:
    """Our own guard said no, with a sentence that names these."""
    assert isinstance(got, Refused), got
    for word in named:
        assert word in got.reason
