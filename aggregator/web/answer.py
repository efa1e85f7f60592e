"""One response's status, headers and body, turned into an outcome."""

from datetime import datetime

import aiohttp

from aggregator.web.body import Body, too_large
from aggregator.web.errors import BrokenError
from aggregator.web.failures import bad_status
from aggregator.web.freshness import max_age_seconds
from aggregator.web.outcomes import Failed, Fresh, Gone, Limited, Unchanged
from aggregator.web.policy import Policy
from aggregator.web.request import Request
from aggregator.web.retry_after import retry_after_seconds
from aggregator.web.target import Target

LONGEST_VALIDATOR = 512
# JSON-RPC nodes answer a call that failed with one of these, and say why in the body.
_JSON_RPC_ERRORS = frozenset({400, 404, 500})

Answer = Fresh | Unchanged | Gone | Limited | Failed


async def read_answer(
    response: aiohttp.ClientResponse,
    target: Target,
    request: Request,
    policy: Policy,
    now: datetime,
) -> Answer:
    """What a response that is no redirect means. `took_ms` is left at 0 for the client to fill.

    Raises `BrokenError` for a body that cannot be taken, and network errors.
    """
    status, headers = response.status, response.headers
    max_age = max_age_seconds(
        ",".join(headers.getall("Cache-Control", ())), headers.get("Expires", ""), now
    )
    if status == 304 and is_conditional(request):
        return Unchanged(str(target.url), 0, max_age)
    if status == 410:
        return Gone(status)
    if status == 429 or (status == 503 and "Retry-After" in headers):
        return Limited(retry_after_seconds(headers.get("Retry-After", ""), now), status)
    if not (200 <= status < 300 or _is_rpc_error(response, request)):
        return bad_status(status, target.host)
    if request.signature is not None:
        return Fresh(str(target.url), b"", "", "", "", max_age, took_ms=0, status=status)
    body, truncated = await _read_body(response, target.host, policy.max_bytes)
    return Fresh(
        url=str(target.url),
        body=body,
        content_type=tidy(headers.get("Content-Type", "")),
        etag="" if truncated else tidy(headers.get("ETag", "")),
        last_modified="" if truncated else tidy(headers.get("Last-Modified", "")),
        max_age=max_age,
        took_ms=0,
        truncated=truncated,
        status=status,
    )


def is_conditional(request: Request) -> bool:
    """Whether the request carries a validator, so that 304 is an answer to it."""
    return request.json is None and bool(tidy(request.etag) or tidy(request.last_modified))


def tidy(value: str) -> str:
    """A header value if it is short printable ASCII, else "".

    Servers send raw bytes here; they must neither reach the database nor be sent back.
    """
    usable = len(value) <= LONGEST_VALIDATOR and value.isascii() and value.isprintable()
    return value if usable else ""


def _is_rpc_error(response: aiohttp.ClientResponse, request: Request) -> bool:
    return (
        request.json is not None
        and request.signature is None
        and response.status in _JSON_RPC_ERRORS
        and response.content_type == "application/json"
    )


async def _read_body(
    response: aiohttp.ClientResponse, host: str, max_bytes: int
) -> tuple[bytes, bool]:
    """The decoded body, and whether it breaks off before its end."""
    if (response.content_length or 0) > max_bytes:
        raise too_large(host, max_bytes)
    body = Body(host, ",".join(response.headers.getall("Content-Encoding", ())), max_bytes)
    cut = False
    try:
        async for data in response.content.iter_any():
            body.feed(data)
    except (aiohttp.ClientPayloadError, aiohttp.ClientConnectionError):
        cut = True
    truncated = cut or not body.complete
    whole = body.take()
    if truncated and not whole:
        raise BrokenError(f"{host} 没有把内容发完就断开了连接", "protocol")
    return whole, truncated
