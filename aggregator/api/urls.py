"""Addresses of the API, all behind the gate; what is no endpoint is told so in its own form."""

# ruff: noqa: ARG001 - Django fixes the signatures

from typing import NoReturn

from django.http import HttpRequest
from django.urls import URLPattern, path

from aggregator.api.gate import gate
from aggregator.api.problems import NOT_FOUND, Problem
from aggregator.api.service import api


def nothing(request: HttpRequest, rest: str = "") -> NoReturn:
    """No endpoint."""
    raise Problem(NOT_FOUND, "没有这个接口。地址末尾不带斜线；全部接口见 /api/。")


def _gated(pattern: URLPattern) -> URLPattern:
    pattern.callback = gate(pattern.callback)
    return pattern


_found, app_name, _namespace = api.urls
urlpatterns = [
    *(_gated(one) for one in _found if isinstance(one, URLPattern) and one.name != "api-root"),
    path("", gate(nothing), name="api-root"),
    path("<path:rest>", gate(nothing)),
]
