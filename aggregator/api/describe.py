"""What ninja leaves out of the description of the API: errors, keys, headers, the servers."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_noop as _
from ninja.openapi.schema import OpenAPISchema

from aggregator.api import problems
from aggregator.api.asked import Asked
from aggregator.api.problems import MEDIA_TYPE, Kind

ABOUT = _(
    "中文加密新闻的公开接口：稿件、事件、标签、媒体、系列、数据和检索。只读，JSON，时间一律 UTC。"
)
KEY = _("密钥写在 Authorization 头里：Bearer 加空格加密钥。不带密钥按匿名档计次。")

_HEADERS = {
    "RateLimit-Limit": (_("每分钟可请求的次数"), "integer"),
    "RateLimit-Remaining": (_("这一分钟还剩的次数"), "integer"),
    "RateLimit-Reset": (_("多少秒后重新计次"), "integer"),
    "ETag": (_("内容的标记；下次放进 If-None-Match，没有变化回答 304"), "string"),
}
_PROBLEM = {
    "type": "object",
    "title": "Problem",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri", "description": _("错误种类的说明地址")},
        "title": {"type": "string", "description": _("错误种类")},
        "status": {"type": "integer", "description": _("HTTP 状态码")},
        "detail": {"type": "string", "description": _("这一次出了什么问题、怎么改")},
        "errors": {
            "type": "array",
            "description": _("逐项写明参数和问题，仅 400"),
            "items": {
                "type": "object",
                "required": ["parameter", "detail"],
                "properties": {"parameter": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
        "limit": {"type": "integer", "description": _("每分钟次数，仅 429")},
        "window_seconds": {"type": "integer", "description": _("计次的时长，仅 429")},
        "retry_after": {"type": "integer", "description": _("多少秒后恢复，仅 429")},
    },
}


def completed(schema: OpenAPISchema) -> OpenAPISchema:
    """The same description with what holds for every endpoint said at every endpoint."""
    schema["info"]["description"] = ABOUT
    schema["servers"] = [{"url": settings.SITE_URL}]
    parts = schema["components"]
    parts["schemas"] = _answers(parts["schemas"])
    parts["schemas"]["Problem"] = _PROBLEM
    parts["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer", "description": KEY}}
    parts["headers"] = {
        name: {"description": said, "schema": {"type": kind}}
        for name, (said, kind) in _HEADERS.items()
    }
    parts["responses"] = {kind.name: _response(kind) for kind in problems.KINDS}
    schema["security"] = [{}, {"key": []}]
    schema["paths"] = {_named(path): methods for path, methods in schema["paths"].items()}
    for path, methods in schema["paths"].items():
        for operation in methods.values():
            _complete(path, operation)
    return schema


def _answers(schemas: dict[str, Any]) -> dict[str, Any]:
    """Without the parameters of lists, which ninja keeps beside the shapes of answers."""
    kinds: list[type[Asked]] = [Asked, *Asked.__subclasses__()]
    asked = {kind.__name__ for kind in kinds}
    return {name: schema for name, schema in schemas.items() if name not in asked}


def _named(text: str) -> str:
    """What Django calls pk is an id to everyone else."""
    return text.replace("{pk}", "{id}")


def _complete(path: str, operation: dict[str, Any]) -> None:
    for one in operation["parameters"]:
        one["name"] = "id" if one["name"] == "pk" else one["name"]
    answers = operation["responses"]
    good = answers.pop(200)
    good["description"] = operation["summary"]
    good["headers"] = {name: {"$ref": f"#/components/headers/{name}"} for name in _HEADERS}
    operation["responses"] = {
        "200": good,
        "304": {"description": _("没有变化")},
        **{str(kind.status): {"$ref": f"#/components/responses/{kind.name}"} for kind in _of(path)},
    }


def _of(path: str) -> list[Kind]:
    """The errors that an endpoint can answer with."""
    kinds = [problems.BAD_REQUEST, problems.UNAUTHORISED]
    if "{" in path or path.endswith("/articles"):
        kinds.append(problems.NOT_FOUND)
    if path.endswith("{id}"):
        kinds.append(problems.GONE)
    kinds += [problems.TOO_MANY, problems.BROKEN]
    return [*kinds, problems.UNAVAILABLE] if path.endswith("/search") else kinds


def _response(kind: Kind) -> dict[str, Any]:
    return {
        "description": kind.title,
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
