"""What a room asks the web for."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Request:
    """One GET, or one JSON POST when `json` is set.

    etag, last_modified: what the last `Fresh` gave; they make the GET conditional.
    json: anything `json.dumps` takes; for JSON-RPC. Such a request follows no redirect.
    authorization: header value for a node that the operator configured. It goes to the
        origin of `url` alone, and `repr` hides it.
    """

    url: str
    etag: str = ""
    last_modified: str = ""
    accept: str = "*/*"
    json: object | None = None
    authorization: str = field(default="", repr=False)
