"""What every request of the API passes: methods, key, rate; and what every answer carries."""

import hashlib
import logging
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.csrf import csrf_exempt

from aggregator.api import keys, problems
from aggregator.api.models import ApiKey
from aggregator.api.problems import Problem
from aggregator.api.rate import Allowance, take
from aggregator.api.tiers import ANONYMOUS, LIMITS, Tier
from aggregator.web.peers import network_of

_log = logging.getLogger(__name__)

METHODS = "GET, HEAD, OPTIONS"
SECONDS = 30
_EXPOSED = "ETag, Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset"
clock = timezone.now

View = Callable[..., HttpResponse]


def gate(view: View) -> View:
    """The view behind the gate. It takes no cookie, so it needs no CSRF token either."""

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            return _finish(request, _preflight())
        counted: Allowance | None = None
        try:
            _check(request)
            key, counted = _admit(request)
            response = _ask(view, request, *args, **kwargs)
            _keep(response, key)
        except Problem as problem:
            response = problems.response(problem)
        return _finish(request, response, counted)

    return guarded


def _check(request: HttpRequest) -> None:
    if request.method not in {"GET", "HEAD"}:
        detail = "接口只读，不接受改动。"
        raise Problem(problems.NOT_ALLOWED, detail, headers={"Allow": METHODS})
    asked = request.META.get("QUERY_STRING", "")
    if "%00" in asked or "\0" in asked:
        raise Problem(problems.BAD_REQUEST, "参数里有空字符（NUL），去掉后再试。")


def _admit(request: HttpRequest) -> tuple[ApiKey | None, Allowance | None]:
    """Whose request it is, counted. Raises `Problem` 401 and 429.

    A key that is none is counted with its network.
    """
    now = clock()
    shown = request.headers.get("Authorization", "")
    key = _key(shown, now) if shown else None
    if key is None or key.revoked_at is not None:
        who = f"net:{network_of(request.META.get('REMOTE_ADDR', ''))}"
        counted = take(who, ANONYMOUS, now)
        label = "匿名访问"
    else:
        counted = take(f"key:{key.pk}", LIMITS[key.tier], now)
        label = f"{Tier(key.tier).label}档密钥"
    if counted and counted.refused:
        raise _too_many(counted, label)
    if shown and (key is None or key.revoked_at is not None):
        detail = "这把密钥已停用。" if key else "密钥不对。写法：Authorization: Bearer 密钥。"
        raise Problem(problems.UNAUTHORISED, detail, headers={"WWW-Authenticate": "Bearer"})
    return key, counted


def _key(shown: str, now: Any) -> ApiKey | None:
    scheme, _, secret = shown.partition(" ")
    return keys.find(secret.strip(), now) if scheme.lower() == "bearer" else None


def _too_many(counted: Allowance, label: str) -> Problem:
    detail = f"{label}每分钟 {counted.limit} 次，这一分钟已用完，{counted.reset} 秒后恢复。"
    return Problem(
        problems.TOO_MANY,
        detail,
        members={"limit": counted.limit, "window_seconds": 60, "retry_after": counted.reset},
        headers={"Retry-After": str(counted.reset), **_rates(counted)},
    )


def _ask(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """The view's answer; HEAD is asked as GET. What no view expected is said without its details."""
    head = request.method == "HEAD"
    if head:
        request.method = "GET"
    try:
        return view(request, *args, **kwargs)
    except Problem:
        raise
    except Exception as error:
        _log.exception("The API could not answer %s", request.path)
        raise Problem(problems.BROKEN, "服务出错，问题已经记录，稍后再试。") from error
    finally:
        if head:
            request.method = "HEAD"


def _keep(response: HttpResponse, key: ApiKey | None) -> None:
    """How long a good answer may be kept, and by whom."""
    if response.status_code == HTTPStatus.OK:
        response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        whose = "private" if key else "public"
        response["Cache-Control"] = f"{whose}, max-age={SECONDS}"


def _finish(
    request: HttpRequest, response: HttpResponse, counted: Allowance | None = None
) -> HttpResponse:
    if response.has_header("ETag"):
        found = get_conditional_response(request, response["ETag"], None, response)
        response = found or response
    for name, value in _rates(counted).items():
        response.headers.setdefault(name, value)
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = _EXPOSED
    # So that pages of others may read it: the site's own policy would keep it from them.
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["X-Robots-Tag"] = "noindex"
    response.headers.setdefault("Cache-Control", "no-store")
    patch_vary_headers(response, ["Authorization"])
    if request.method == "HEAD":
        response["Content-Length"] = str(len(response.content))
        response.content = b""
    return response


def _rates(counted: Allowance | None) -> dict[str, str]:
    if counted is None:
        return {}
    return {
        "RateLimit-Limit": str(counted.limit),
        "RateLimit-Remaining": str(counted.remaining),
        "RateLimit-Reset": str(counted.reset),
    }


def _preflight() -> HttpResponse:
    """The answer to what browsers ask before they send a key along."""
    return HttpResponse(
        status=HTTPStatus.NO_CONTENT,
        headers={
            "Allow": METHODS,
            "Access-Control-Allow-Methods": METHODS,
            "Access-Control-Allow-Headers": "Authorization, If-None-Match",
            "Access-Control-Max-Age": "86400",
            "Cache-Control": "public, max-age=86400",
        },
    )
