"""Pages for what went wrong. None of them repeats what was asked, and none needs the database."""

# ruff: noqa: ARG001 - Django fixes the signatures

import logging
from dataclasses import dataclass

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from aggregator.site.views.frame import bare_page

_log = logging.getLogger(__name__)
_TEMPLATE = "site/error.html"
_MINUTE, _HOUR = 60, 3600


@dataclass(frozen=True, slots=True)
class Problem:
    """What a page says of itself.

    first_page: where to begin again, "" for nowhere. search: whether a search may help.
    languages: whether to show which ones there are. log: whether the open log tells more.
    """

    status: int
    title: str
    text: str
    first_page: str = ""
    search: bool = False
    languages: bool = False
    log: bool = False


def answer(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The page of a problem; nothing of the address asked for stands in it."""
    context = {"problem": problem, "here": reverse("front")}
    return bare_page(request, _TEMPLATE, context, problem.status)


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
    """404; says which languages there are where the address begins with another one."""
    if _in_another_language(request.path_info):
        text = _("链讯的界面有简体、繁體和英文三种，报道都是中文。")
        return answer(request, Problem(404, _("没有这种语言的页面"), text, languages=True))
    text = _("地址可能有误，或页面已经移走。搜标题里的两个字，通常就能找到。")
    return answer(request, Problem(404, _("没有这个页面"), text, search=True))


def _in_another_language(path: str) -> bool:
    """Whether the address begins as those of another language do: /fr/, /zh-TW/, /pt_BR/."""
    first = path.removeprefix("/").partition("/")[0].lower().replace("_", "-")
    if first in dict(settings.LANGUAGES) and first != settings.LANGUAGE_CODE:
        return False
    return first in LANG_INFO or ("-" in first and first.partition("-")[0] in LANG_INFO)


def limited(request: HttpRequest, retry_after: int, text: str = "") -> HttpResponse:
    """429 for who asks too often; `retry_after` in seconds, at least one."""
    seconds = max(1, retry_after)
    if seconds < _MINUTE:
        wait = _("请等 %d 秒再试。") % seconds
    elif seconds < _HOUR:
        wait = _("请等 %d 分钟再试。") % -(-seconds // _MINUTE)
    else:
        wait = _("请等 %d 小时再试。") % -(-seconds // _HOUR)
    said = f"{text or _('短时间内请求太多，先歇一歇。')}{wait}"
    response = answer(request, Problem(429, _("操作太频繁"), said))
    response["Retry-After"] = str(seconds)
    return response


def gone(request: HttpRequest, *, story: bool = False, topic: bool = False) -> HttpResponse:
    """410 for an article that the editors took down, a story all of whose reports were, a topic."""
    text = _("编辑部已将它下线，这里不再展示标题和内容。")
    title = _("这件事的报道都已下线") if story else _("这篇稿件已经下线")
    if topic:
        title, text = (
            _("这个专题已经撤下"),
            _("编辑部撤下了这个专题。里面的报道没有变动，可以照常搜索。"),
        )
    return answer(request, Problem(410, title, text, log=True))


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
