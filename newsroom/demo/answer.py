"""HTTP answers of the demo server as values, with honest conditional GET (RFC 9110, 13)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, type and body; `changed` (aware, whole seconds) makes it conditional."""

    status: int
    content_type: str
    body: bytes
    changed: datetime | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


def http_date(moment: datetime) -> str:
    """An aware time as HTTP writes it."""
    return format_datetime(moment.astimezone(UTC), usegmt=True)


def _not_since(text: str, changed: datetime) -> bool:
    try:
        asked = parsedate_to_datetime(text)
    except ValueError:
        return False
    return asked.tzinfo is not None and changed <= asked


def conditional(answer: Answer, request: Mapping[str, str]) -> Answer:
    """Add ETag and Last-Modified, and answer 304 when the asker has this very version.

    `request` holds the request's headers by their lower-case names. If-None-Match wins over
    If-Modified-Since; a date that cannot be read counts as not sent.
    """
    if answer.changed is None or answer.status != 200:
        return answer
    etag = f'"{sha256(answer.body).hexdigest()[:20]}"'
    validators = {"ETag": etag, "Last-Modified": http_date(answer.changed)}
    if tags := request.get("if-none-match"):
        sent = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
        same = "*" in sent or etag in sent
    else:
        same = _not_since(request.get("if-modified-since", ""), answer.changed)
    full = replace(answer, headers={**answer.headers, **validators})
    return replace(full, status=304, body=b"") if same else full
