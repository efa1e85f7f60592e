"""A kept answer: its bytes as they are sent, its headers, and what it hangs on."""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags
from zlib_ng import zlib_ng

_ACCEPTS = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")
_LEVEL = 6
_GZIP = 31  # zlib's way to say: as a gzip file, at its largest window
# Set for each answer anew.
_NOT_KEPT = frozenset({"content-length", "etag", "vary"})
_OF_A_BODY = frozenset({"content-type", "content-language"})


@dataclass(slots=True)
class Entry:
    """An answer with status 200.

    started: the store's clock (µs) before the first look at the database. made: seconds since
    1970. shows: the names that it hangs on. headers: all but those of the bytes.
    """

    started: int
    made: float
    shows: tuple[str, ...]
    headers: tuple[tuple[str, str], ...]
    etag: str
    packed: bytes
    _plain: bytes | None = field(default=None, repr=False)

    @property
    def plain(self) -> bytes:
        """The bytes for the few who don't take gzip."""
        if self._plain is None:
            self._plain = zlib_ng.decompress(self.packed, wbits=_GZIP)
        return self._plain

    def answer(self, wished: "Wish") -> HttpResponse:
        """The response, or 304 for a reader who has it."""
        if wished.known and _same(self.etag, wished.known):
            response: HttpResponse = HttpResponseNotModified()
            for name, value in self.headers:
                if name.lower() not in _OF_A_BODY:
                    response[name] = value
        else:
            body = self.packed if wished.gzip else self.plain
            response = HttpResponse(body, headers=dict(self.headers))
            response["Content-Length"] = str(len(body))
            if wished.gzip:
                response["Content-Encoding"] = "gzip"
        response["ETag"] = self.etag
        return response


@dataclass(frozen=True, slots=True)
class Wish:
    """In what form a reader takes an answer; known: the If-None-Match header, "" for none."""

    gzip: bool
    known: str


def wish(request: HttpRequest) -> Wish:
    """What the request's headers say of it."""
    accepts = _ACCEPTS.search(request.META.get("HTTP_ACCEPT_ENCODING", ""))
    return Wish(accepts is not None, request.META.get("HTTP_IF_NONE_MATCH", ""))


def _same(etag: str, told: str) -> bool:
    """Whether a reader has it: compared weakly, as RFC 9110 says for GET."""
    known = parse_etags(told)
    return known == ["*"] or etag.removeprefix("W/") in {one.removeprefix("W/") for one in known}


def keepable(response: HttpResponse) -> bool:
    """Whether an answer may be given to others: whole, nothing set for one reader."""
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not response.has_header("Content-Encoding")
        and not re.search("private|no-store|no-cache", response.get("Cache-Control", ""))
    )


def entry_of(response: HttpResponse, *, started: int, made: float, shown: Iterable[str]) -> Entry:
    """The entry of a keepable answer. Its ETag is weak: plain and packed are one page."""
    body = response.content
    headers = tuple((n, v) for n, v in response.items() if n.lower() not in _NOT_KEPT)
    etag = f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
    packed = zlib_ng.compress(body, _LEVEL, wbits=_GZIP)
    return Entry(started, made, tuple(sorted(shown)), headers, etag, packed, body)


def written(entry: Entry) -> bytes:
    """The entry as the store keeps it: a line of JSON, then the packed bytes."""
    head = [entry.started, entry.made, entry.shows, entry.headers, entry.etag]
    return json.dumps(head, ensure_ascii=False).encode() + b"\n" + entry.packed


def read(kept: bytes) -> Entry | None:
    """What `written` gave; None for anything else."""
    head, _, packed = kept.partition(b"\n")
    try:
        started, made, shown, headers, etag = json.loads(head)
    except ValueError:
        return None
    pairs = tuple((str(name), str(value)) for name, value in headers)
    return Entry(started, made, tuple(shown), pairs, etag, packed)
