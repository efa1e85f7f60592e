"""The API as a whole: its routers, how its errors are told, and its description of itself."""

# ruff: noqa: ARG001, ARG002 - ninja fixes the signatures

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.renderers import JSONRenderer

from aggregator.api import articles, names, search, series, stats, stories
from aggregator.api.complaints import complaint
from aggregator.api.describe import completed
from aggregator.api.problems import BAD_REQUEST, Problem
from aggregator.api.problems import response as told

VERSION = "1.0.0"


class NewsApi(NinjaAPI):
    """Ninja's API with its description completed, worked out once."""

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """OpenAPI 3.1."""
        return description()


class Plain(JSONRenderer):
    """Chinese as it is, not as escapes twice as long."""

    json_dumps_params: dict[str, Any] = {"ensure_ascii": False, "separators": (",", ":")}


api = NewsApi(
    renderer=Plain(),
    title="链讯 API",
    version=VERSION,
    docs_url=None,
    openapi_url="openapi.json",
    urls_namespace="api",
)
for router in (
    articles.router,
    stories.router,
    names.tags_router,
    names.sources_router,
    series.router,
    stats.router,
    search.router,
):
    api.add_router("", router)


@cache
def description() -> OpenAPISchema:
    """The description that /api/v1/openapi.json gives; every address in it ends as it is asked."""
    return completed(NinjaAPI.get_openapi_schema(api, path_prefix="api/v1/"))


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """400 with what is wrong with each parameter."""
    complaints = [complaint(one) for one in error.errors]
    first = complaints[0]
    said = f"{first['parameter']} {first['detail']}".strip()
    return told(Problem(BAD_REQUEST, f"{said}。", members={"errors": complaints}))


@api.exception_handler(Problem)
def problem(request: HttpRequest, error: Problem) -> HttpResponse:
    """What a view found wrong."""
    return told(error)


@api.exception_handler(Exception)
def unexpected(request: HttpRequest, error: Exception) -> HttpResponse:
    """Left to the gate, which logs it and tells nothing of it."""
    raise error
