"""Pages for what went wrong. None of them repeats what was asked, and none needs the database."""

# ruff: noqa: ARG001 - Django fixes the signatures

import logging
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from aggregator.site.views.frame import bare_page

_log = logging.getLogger(__name__)
_TEMPLATE = "site/error.html"


@dataclass(frozen=True, slots=True)
class Problem:
    """What a page says of itself."""

    status: int
    title: str
    text: str
    first_page: str = ""


def answer(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The page of a problem."""
    return bare_page(request, _TEMPLATE, {"problem": problem}, problem.status)


def bad_request(
    request: HttpRequest, exception: Exception | None = None, *, text: str = ""
) -> HttpResponse:
    """400; `text` says what was wrong with the request."""
    said = text or _("请求里有无法识别的内容。请从时间线重新进入。")
    return answer(request, Problem(400, _("这个地址不完整"), said))


def lost_place(request: HttpRequest, text: str, first_page: str) -> HttpResponse:
    """400 for a page mark that leads nowhere; `first_page` is where to begin again."""
    return answer(request, Problem(400, _("翻不到这一页"), text, first_page))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return answer(request, Problem(403, _("这一页不对外开放"), _("如果你是编辑，请先登录后台。")))


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token is missing or old."""
    text = _("页面打开得太久，或浏览器没有保存 Cookie。返回上一页，刷新后再试一次。")
    return answer(request, Problem(403, _("这次提交没有通过校验"), text))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    text = _("地址可能有误，或页面已经移走。搜标题里的两个字，通常就能找到。")
    return answer(request, Problem(404, _("没有这个页面"), text))


def gone(request: HttpRequest, *, story: bool = False) -> HttpResponse:
    """410 for an article that the editors took down, or a story all of whose reports were."""
    text = _("编辑部已将它下线，这里不再展示标题和内容。")
    title = _("这件事的报道都已下线") if story else _("这篇稿件已经下线")
    return answer(request, Problem(410, title, text))


def unavailable(request: HttpRequest) -> HttpResponse:
    """503 while the index is made anew; says when to come back."""
    text = _("稿件都在，只是暂时搜不到。过一两分钟再试，也可以先看时间线。")
    response = answer(request, Problem(503, _("检索重建中"), text))
    response["Retry-After"] = "60"
    return response


def broken(request: HttpRequest) -> HttpResponse:
    """500. Whatever broke may break this page too, so a plain sentence stands behind it."""
    problem = Problem(500, _("页面出错了"), _("问题已经记录。稍等片刻刷新，一般就会恢复。"))
    try:
        body = str(render_to_string(_TEMPLATE, {"problem": problem}))
    except Exception:  # noqa: BLE001 - the last page there is: anything may be broken
        _log.exception("the error page could not be rendered")
        body = f"<!doctype html><meta charset=utf-8><title>链讯</title><p>{problem.title}。"
    return HttpResponse(body, status=500)
