"""Names to addresses to sockets, with the address check in both steps.

The resolver leaves out what is not public, so a host with one bad address among good ones still
works. The socket factory then looks once more at the very address that is about to be connected:
a literal in a URL never meets the resolver, and nothing can change between this look and the
connection.
"""

import asyncio
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from aiohappyeyeballs import AddrInfoType
from aiohttp.abc import AbstractResolver, ResolveResult

from aggregator.web.addresses import why_not_public
from aggregator.web.errors import DeniedError
from aggregator.web.target import refusal

Dial = Callable[[AddrInfoType], socket.socket]


def dial(address: AddrInfoType) -> socket.socket:
    """A socket, not yet connected, for one address."""
    family, kind, protocol, _, _ = address
    return socket.socket(family=family, type=kind, proto=protocol)


def public_only(inner: Dial) -> Dial:
    """`inner` for public addresses; raises `DeniedError` for every other."""

    def checked(address: AddrInfoType) -> socket.socket:
        ip = str(address[4][0])
        kind = why_not_public(ip)
        if kind is not None:
            raise DeniedError(refusal(ip, ip, kind))
        return inner(address)

    return checked


class SystemResolver(AbstractResolver):
    """The operating system's resolver, on threads of its own.

    A stuck name server must neither starve other look-ups of the loop's few default threads nor
    hold up the end of the loop, which waits for those.
    """

    def __init__(self, threads: int) -> None:
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="dns")

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """All addresses of `host`. Raises OSError (gaierror) when there are none."""
        found = await asyncio.get_running_loop().run_in_executor(
            self._threads,
            lambda: socket.getaddrinfo(
                host, port, family, socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG
            ),
        )
        return [
            ResolveResult(
                hostname=host,
                host=str(address[0]),
                port=port,
                family=kind,
                proto=protocol,
                flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            )
            for kind, _, protocol, _, address in found
        ]

    async def close(self) -> None:
        """Let go of the threads without waiting for look-ups that hang."""
        self._threads.shutdown(wait=False, cancel_futures=True)


class PublicResolver(AbstractResolver):
    """Another resolver's answers without the addresses that are not public."""

    def __init__(self, inner: AbstractResolver) -> None:
        self._inner = inner

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """The public addresses of `host`.

        Raises `DeniedError` when it has only others, OSError when it has none at all.
        """
        found = await self._inner.resolve(host, port, family)
        if not found:
            raise OSError(f"no address for {host}")
        public = [answer for answer in found if why_not_public(answer["host"]) is None]
        if not public:
            address = found[0]["host"]
            raise DeniedError(refusal(host, address, why_not_public(address) or ""))
        return public

    async def close(self) -> None:
        """Nothing: the inner resolver belongs to whoever made it."""
