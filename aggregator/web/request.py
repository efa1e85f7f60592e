"""What a room asks the web for."""

import json as codec
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Signature:
    """What a signed message says of itself, in headers whose names are fixed.

    delivery: the same at every attempt, so that the receiver knows what it has had already;
    timestamp: seconds since 1970; value: as `X-Newsroom-Signature` carries it. All are our own
    values, never what somebody typed.
    """

    delivery: str
    timestamp: int
    value: str = field(repr=False)

    @property
    def headers(self) -> dict[str, str]:
        """The headers by name."""
        return {
            "X-Newsroom-Delivery": self.delivery,
            "X-Newsroom-Timestamp": str(self.timestamp),
            "X-Newsroom-Signature": self.value,
        }


@dataclass(frozen=True, slots=True)
class Request:
    """One GET, or one JSON POST when `json` is set.

    etag, last_modified: what the last `Fresh` gave; they make the GET conditional.
    json: anything `json.dumps` takes; for JSON-RPC. Such a request follows no redirect.
    authorization: header value for a node that the operator configured. It goes to the
        origin of `url` alone, and `repr` hides it.
    signature: of `body`; makes the POST a message of ours to somebody else's server. Only the
        status of its answer counts: the body is not read.
    """

    url: str
    etag: str = ""
    last_modified: str = ""
    accept: str = "*/*"
    json: object | None = None
    authorization: str = field(default="", repr=False)
    signature: Signature | None = None

    @property
    def body(self) -> bytes | None:
        """The bytes that are posted; None for a GET. Raises ValueError or TypeError: not JSON."""
        return None if self.json is None else codec.dumps(self.json).encode()
