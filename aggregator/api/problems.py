"""Errors as application/problem+json (RFC 9457). None repeats what was asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import JsonResponse
from django.utils.translation import gettext_noop as _

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of error: `name` is the end of its `type` address, `cure` what helps."""

    name: str
    status: int
    title: str
    cure: str


BAD_REQUEST = Kind(
    "bad-request", 400, _("参数有误"), _("errors 逐项写明哪个参数、怎么改；改好再请求。")
)
BAD_CURSOR = Kind(
    "bad-cursor", 400, _("翻页标记无效"), _("标记只能用在给出它的列表上。从第一页重新开始。")
)
UNAUTHORISED = Kind(
    "unauthorised", 401, _("密钥无效"), _("检查 Authorization 头；不带密钥也可以按匿名档访问。")
)
NOT_FOUND = Kind("not-found", 404, _("没有这项内容"), _("核对编号或标识。"))
NOT_ALLOWED = Kind("not-allowed", 405, _("只能读取"), _("使用 GET、HEAD 或 OPTIONS。"))
GONE = Kind("gone", 410, _("已下线"), _("编辑部已将它下线，请一并删除你保存的副本。"))
TOO_MANY = Kind(
    "too-many", 429, _("请求过多"), _("等 Retry-After 秒后再来；需要更高的档位请联系编辑部。")
)
BROKEN = Kind("broken", 500, _("服务出错"), _("问题已经记录，稍后再试。"))
UNAVAILABLE = Kind("unavailable", 503, _("暂时不可用"), _("等 Retry-After 秒后再试。"))

KINDS = (
    BAD_REQUEST, BAD_CURSOR, UNAUTHORISED, NOT_FOUND, NOT_ALLOWED, GONE, TOO_MANY, BROKEN,
    UNAVAILABLE,
)  # fmt: skip


class Problem(Exception):  # noqa: N818 - RFC 9457 calls it so
    """What went wrong: its kind, a sentence about this time, and members and headers beside."""

    def __init__(
        self,
        kind: Kind,
        detail: str,
        *,
        members: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.kind = kind
        self.detail = detail
        self.members = dict(members or {})
        self.headers = dict(headers or {})


def address(kind: Kind) -> str:
    """The `type` of a problem: the place in the documentation that explains it."""
    return f"{settings.SITE_URL}/api/#problem-{kind.name}"


def response(problem: Problem) -> JsonResponse:
    """A problem as a response."""
    body = {
        "type": address(problem.kind),
        "title": problem.kind.title,
        "status": problem.kind.status,
        "detail": problem.detail,
        **problem.members,
    }
    return JsonResponse(
        body,
        status=problem.kind.status,
        headers=problem.headers,
        content_type=MEDIA_TYPE,
        json_dumps_params={"ensure_ascii": False},
    )
