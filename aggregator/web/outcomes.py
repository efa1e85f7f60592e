"""How a request can end. `Client.fetch` gives one of these and raises nothing for the network."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Fresh:
    """A body.

    url: the last URL, after redirects. body: decoded bytes. content_type: as sent, with its
    charset. max_age: seconds that the server says the body stays good, None when it does not
    say. took_ms: milliseconds on the network. truncated: the server hung up before the end;
    etag and last_modified are then empty, so that the next request asks for the whole body.
    status: of the answer.
    """

    url: str
    body: bytes = field(repr=False)
    content_type: str
    etag: str
    last_modified: str
    max_age: int | None
    took_ms: int
    truncated: bool = False
    status: int = field(default=200, compare=False)


@dataclass(frozen=True, slots=True)
class Unchanged:
    """304: the body that the validators stand for is still good."""

    url: str
    took_ms: int
    max_age: int | None


@dataclass(frozen=True, slots=True)
class Moved:
    """Every hop was permanent (301, 308). `to` is a proposal for the editor, never stored unasked:
    whoever takes over an outlet's server for an hour could otherwise keep its feed for good."""

    to: str
    content: Fresh | Unchanged


@dataclass(frozen=True, slots=True)
class Gone:
    """410: the server says that it will not come back."""

    status: int


@dataclass(frozen=True, slots=True)
class Limited:
    """429, or 503 with Retry-After. The wait (60 s to 6 h) holds for this URL alone."""

    retry_after_seconds: int
    status: int


@dataclass(frozen=True, slots=True)
class Refused:
    """Our own guard said no. `reason` is a Chinese sentence with the address and the cure."""

    reason: str


@dataclass(frozen=True, slots=True)
class Failed:
    """The other side, or the way to it, failed. `reason` is a Chinese sentence.

    kind: bad_url, dns, connect, tls, timeout, too_large, decode, protocol, http_404,
    http_4xx or http_5xx. status: of the answer; 0 where there was none.
    """

    reason: str
    kind: str
    status: int = field(default=0, compare=False)


Outcome = Fresh | Unchanged | Moved | Gone | Limited | Refused | Failed
