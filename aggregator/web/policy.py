"""What the operator allows every outgoing request."""

import re
from dataclasses import dataclass

_AUTHORITY = re.compile(r"(?:\[[0-9a-f:.]+\]|[a-z0-9._-]+):[0-9]{1,5}")


@dataclass(frozen=True, slots=True)
class Policy:
    """The limits of a `Client`; all of them hold for each request.

    user_agent: honest, with a contact URL, e.g. "newsroom/0.1 (+https://example.org/about)".
    trusted: lower-case "host:port" pairs ("[::1]:8332" for IPv6) that the operator named in
        the settings: the own node, the demo feed server. These alone may be private.
    max_bytes: of the decoded body, and of the body on the wire.
    timeout_seconds: wall clock of a request with all its hops and its body; the wait for a
        free slot is not counted.
    per_host, total: requests in flight at once.
    Raises ValueError when a `trusted` entry is not of that form.
    """

    user_agent: str
    trusted: frozenset[str] = frozenset()
    max_bytes: int = 5 * 1024 * 1024
    timeout_seconds: float = 10.0
    max_redirects: int = 5
    per_host: int = 2
    total: int = 32

    def __post_init__(self) -> None:
        for authority in self.trusted:
            if not _AUTHORITY.fullmatch(authority):
                raise ValueError(
                    f"trusted address {authority!r} is not a lower-case host:port; "
                    "write it like node.internal:8332 or [::1]:8332"
                )
