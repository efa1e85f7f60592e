"""A connection that asks and counts, and does nothing else: the load must not be what is measured.

HTTP/1.1 with Content-Length, one request at a time. A general client costs more per request than
the server that it is to measure.
"""

import asyncio
import re
from urllib.parse import urlsplit

_HEAD = (
    "GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept: text/html\r\nAccept-Encoding: gzip\r\n"
    "Connection: keep-alive\r\n\r\n"
)
_END = b"\r\n\r\n"
_STATUS = re.compile(rb"HTTP/1\.1 (\d{3})")
_LENGTH = re.compile(rb"(?i)\r\ncontent-length: *(\d+)")


class LineError(RuntimeError):
    """The server's answer can't be read, or it hung up; the message says which."""


class Line(asyncio.Protocol):
    """One connection; `get` gives the status and the bytes of the body."""

    def __init__(self) -> None:
        self._data = bytearray()
        self._waiting: asyncio.Future[tuple[int, int]] | None = None
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way out."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Say so when the whole answer is there."""
        self._data += data
        end = self._data.find(_END)
        if end < 0 or self._waiting is None or self._waiting.done():
            return
        status, length = _STATUS.match(self._data), _LENGTH.search(self._data, 0, end)
        if status is None or length is None:
            self._waiting.set_exception(LineError("an answer without a length can't be measured"))
            return
        told = int(status[1]), int(length[1])  # before what they are read from is cleared
        if len(self._data) >= end + len(_END) + told[1]:
            self._data.clear()
            self._waiting.set_result(told)

    def connection_lost(self, exc: Exception | None) -> None:
        """Whoever waits need not wait any longer."""
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(LineError(f"the server hung up: {exc}"))

    async def get(self, url: str) -> tuple[int, int]:
        """Ask for an address of this server."""
        if self._transport is None:
            raise LineError(f"{url}: not connected")
        parts = urlsplit(url)
        path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        self._waiting = asyncio.get_running_loop().create_future()
        self._transport.write(_HEAD.format(path=path, host=parts.netloc).encode())
        return await self._waiting

    def close(self) -> None:
        """Hang up."""
        if self._transport is not None:
            self._transport.close()


async def opened(url: str) -> Line:
    """A connection to the server of an address. Raises OSError."""
    parts = urlsplit(url)
    loop = asyncio.get_running_loop()
    _, line = await loop.create_connection(Line, parts.hostname, parts.port)
    return line
