"""The guarded HTTP client: the only way out of the house."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

import aiohttp
from aiohttp.abc import AbstractResolver

from aggregator.web import sockets
from aggregator.web.answer import Answer, is_conditional, read_answer, tidy
from aggregator.web.errors import BrokenError, DeniedError
from aggregator.web.failures import NETWORK_ERRORS, failed, network_failure, out_of_time
from aggregator.web.outcomes import Fresh, Moved, Outcome, Refused, Unchanged
from aggregator.web.policy import Policy
from aggregator.web.redirects import FOLLOWED, PERMANENT, next_target, too_many
from aggregator.web.request import Request
from aggregator.web.slots import Slots
from aggregator.web.target import Target, check_public, parse_target


@dataclass(frozen=True, slots=True)
class _Hop:
    """A redirect that the server asks for."""

    status: int
    location: str


class Client:
    """Fetches URLs within a `Policy`. Use it as an async context manager, in one event loop.

    resolver: in place of the operating system's; closing it stays with the caller.
    dial: makes the socket for an address that passed the checks.
    """

    def __init__(
        self,
        policy: Policy,
        resolver: AbstractResolver | None = None,
        *,
        dial: sockets.Dial = sockets.dial,
    ) -> None:
        self._policy = policy
        self._owns_resolver = resolver is None
        self._resolver = resolver or sockets.SystemResolver(policy.total)
        self._dial = dial

    async def __aenter__(self) -> Self:
        policy = self._policy
        self._slots = Slots(policy.per_host, policy.total)
        # Two pools, so that a connection opened for a trusted host is never reused by a stranger.
        self._trusted = self._session(self._resolver, self._dial)
        self._public = self._session(
            sockets.PublicResolver(self._resolver), sockets.public_only(self._dial)
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._public.close()
        await self._trusted.close()
        if self._owns_resolver:
            await self._resolver.close()

    async def fetch(self, request: Request) -> Outcome:
        """Ask for one URL, follow its redirects, and say how it ended.

        Raises nothing for the network; ValueError or TypeError when `request.json` is not JSON.
        """
        try:
            first = parse_target(request.url)
            return await self._follow(request, first)
        except DeniedError as error:
            return Refused(error.reason)
        except BrokenError as error:
            return failed(error)

    async def _follow(self, request: Request, first: Target) -> Outcome:
        """Go from hop to hop; the clock stops while a hop waits for its slot."""
        clock = asyncio.get_running_loop().time
        left = self._policy.timeout_seconds
        target, permanent = first, True
        for hop in range(self._policy.max_redirects + 1):
            session = self._session_for(target, first)
            async with self._slots.taken(target.host):
                started = clock()
                try:
                    async with asyncio.timeout(left):
                        got = await self._exchange(session, request, target, first)
                except TimeoutError:
                    return out_of_time(target.host, self._policy.timeout_seconds)
                except NETWORK_ERRORS as error:
                    return network_failure(error, target.host)
                left -= clock() - started
            if not isinstance(got, _Hop):
                spent = round((self._policy.timeout_seconds - left) * 1000)
                return _finish(got, spent, moved=hop > 0 and permanent)
            if request.json is not None:
                raise DeniedError(
                    f"拒绝跳转：{target.host} 把接口请求转到了别处，请直接填写接口的最终网址"
                )
            permanent = permanent and got.status in PERMANENT
            target = next_target(target, got.location)
        raise too_many(first, self._policy.max_redirects)

    def _session_for(self, target: Target, first: Target) -> aiohttp.ClientSession:
        """The unchecked pool for a trusted host that the request itself named, else the checked."""
        if target.authority == first.authority and target.authority in self._policy.trusted:
            return self._trusted
        check_public(target)
        return self._public

    async def _exchange(
        self, session: aiohttp.ClientSession, request: Request, target: Target, first: Target
    ) -> Answer | _Hop:
        posted = request.body
        async with session.request(
            "GET" if posted is None else "POST",
            target.url,
            data=posted,
            headers=_headers(request, same_origin=target.origin == first.origin),
            allow_redirects=False,
        ) as response:
            if response.status in FOLLOWED:
                return _Hop(response.status, response.headers.get("Location", ""))
            return await read_answer(response, target, request, self._policy, datetime.now(UTC))

    def _session(self, resolver: AbstractResolver, dial: sockets.Dial) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                resolver=resolver,
                socket_factory=dial,
                use_dns_cache=False,
                limit=0,  # `Slots` counts; a wait in the connector would run on the clock.
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": self._policy.user_agent, "Accept-Encoding": "gzip, deflate, br"},
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=None),
            auto_decompress=False,
            trust_env=False,
            max_line_size=8190,
            max_field_size=8190,
        )


def _headers(request: Request, *, same_origin: bool) -> dict[str, str]:
    headers = {"Accept": request.accept}
    if request.json is not None:
        headers["Content-Type"] = "application/json"
    elif is_conditional(request):
        if etag := tidy(request.etag):
            headers["If-None-Match"] = etag
        if last_modified := tidy(request.last_modified):
            headers["If-Modified-Since"] = last_modified
    if request.authorization and same_origin:
        headers["Authorization"] = request.authorization
    if request.signature is not None:
        headers |= request.signature.headers
    return headers


def _finish(answer: Answer, took_ms: int, *, moved: bool) -> Outcome:
    if not isinstance(answer, Fresh | Unchanged):
        return answer
    timed = replace(answer, took_ms=took_ms)
    return Moved(timed.url, timed) if moved else timed


def fetch_all(policy: Policy, requests: Sequence[Request]) -> list[Outcome]:
    """Fetch many at once from ordinary code; the outcomes come in the order of `requests`.

    Raises RuntimeError when called inside a running event loop: use `Client` there.
    """

    async def run() -> list[Outcome]:
        async with Client(policy) as client:
            return await asyncio.gather(*(client.fetch(request) for request in requests))

    return asyncio.run(run())
