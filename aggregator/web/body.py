"""Response bodies: decoded as they arrive, never more than the cap in memory.

A decoder is asked for small pieces of output, so a bomb is noticed after `max_bytes` and not
after it has gone off.
"""

import zlib
from collections.abc import Iterator
from typing import Protocol

import brotli

from aggregator.web.errors import BrokenError

PIECE = 64 * 1024
_GZIP_MAGIC = b"\x1f\x8b"


class Decoder(Protocol):
    """Undoes one content coding. Errors of the coding are named in `CODING_ERRORS`."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The output that `data` makes possible, in pieces of about `PIECE` bytes."""
        ...

    @property
    def complete(self) -> bool:
        """Whether the coded stream has reached its own end."""
        ...


CODING_ERRORS = (zlib.error, brotli.error)


class Identity:
    """No coding."""

    complete = True

    def feed(self, data: bytes) -> Iterator[bytes]:
        """`data` as it is."""
        yield data


class Zlib:
    """gzip (RFC 1952), of one or more members, and deflate.

    deflate is zlib (RFC 1950) by the book and bare (RFC 1951) from some servers; the first two
    bytes tell which.
    """

    def __init__(self, coding: str) -> None:
        self._gzip = coding == "gzip"
        self._inflate = zlib.decompressobj(wbits=31) if self._gzip else None
        self._held = b""

    @property
    def complete(self) -> bool:
        """Whether the stream's last member has ended."""
        return self._inflate is not None and self._inflate.eof

    def feed(self, data: bytes) -> Iterator[bytes]:
        """See `Decoder.feed`."""
        data = self._held + data
        self._held = b""
        if self._inflate is None:
            if len(data) < 2:
                self._held = data
                return
            self._inflate = zlib.decompressobj(wbits=_deflate_window(data))
        piece = b""
        # A full piece may have left more inside, even with all input swallowed.
        while data or len(piece) == PIECE:
            if self._inflate.eof:
                if not self._gzip or not data.startswith(_GZIP_MAGIC):
                    # Padding after the end, which browsers ignore too; or half of a mark.
                    self._held = data if self._gzip and data == _GZIP_MAGIC[:1] else b""
                    return
                self._inflate = zlib.decompressobj(wbits=31)
            piece = self._inflate.decompress(data, PIECE)
            yield piece
            data = self._inflate.unconsumed_tail or self._inflate.unused_data


class Brotli:
    """br (RFC 7932)."""

    def __init__(self) -> None:
        self._state = brotli.Decompressor()

    @property
    def complete(self) -> bool:
        """Whether the stream has ended."""
        return bool(self._state.is_finished())

    def feed(self, data: bytes) -> Iterator[bytes]:
        """See `Decoder.feed`."""
        if self.complete:
            return
        piece = self._state.process(data, output_buffer_limit=PIECE)
        yield piece
        # Having swallowed all input says nothing about output that is still inside.
        while not self.complete and (piece or not self._state.can_accept_more_data()):
            piece = self._state.process(b"", output_buffer_limit=PIECE)
            yield piece


class Body:
    """Collects one decoded body of at most `max_bytes`, read from at most as many on the wire."""

    def __init__(self, host: str, content_encoding: str, max_bytes: int) -> None:
        """Raises `BrokenError` (decode) for a coding that we did not ask for, or for several."""
        self._host = host
        self._max_bytes = max_bytes
        self._decoder = _decoder(host, content_encoding)
        self._wire = 0
        self._decoded = bytearray()

    def feed(self, data: bytes) -> None:
        """Take bytes from the wire. Raises `BrokenError`: too_large, or decode."""
        self._wire += len(data)
        if self._wire > self._max_bytes:
            raise too_large(self._host, self._max_bytes)
        try:
            for piece in self._decoder.feed(data):
                self._decoded += piece
                if len(self._decoded) > self._max_bytes:
                    raise too_large(self._host, self._max_bytes)
        except CODING_ERRORS as error:
            raise BrokenError(f"{self._host} 返回的压缩内容已损坏，无法解压", "decode") from error

    @property
    def complete(self) -> bool:
        """Whether the coding has ended as it should; an empty body always has."""
        return self._decoder.complete or not self._wire

    def take(self) -> bytes:
        """The decoded body; call it once, at the end."""
        whole = bytes(self._decoded)
        self._decoded.clear()
        return whole


def too_large(host: str, max_bytes: int) -> BrokenError:
    """The failure of a body beyond the cap."""
    return BrokenError(
        f"{host} 返回的内容超过 {max_bytes / 1024 / 1024:g} MB，已停止下载", "too_large"
    )


def _decoder(host: str, content_encoding: str) -> Decoder:
    codings = [name.strip().lower() for name in content_encoding.split(",")]
    codings = [name for name in codings if name not in ("", "identity")]
    if len(codings) > 1:
        raise BrokenError(f"{host} 对内容做了多层压缩，拒绝解压", "decode")
    match codings:
        case []:
            return Identity()
        case ["gzip" | "x-gzip"]:
            return Zlib("gzip")
        case ["deflate"]:
            return Zlib("deflate")
        case ["br"]:
            return Brotli()
    raise BrokenError(f"{host} 使用了不支持的压缩方式 {codings[0][:20]}，无法解压", "decode")


def _deflate_window(head: bytes) -> int:
    zlib_header = head[0] & 0x0F == 8 and (head[0] << 8 | head[1]) % 31 == 0
    return 15 if zlib_header else -15
