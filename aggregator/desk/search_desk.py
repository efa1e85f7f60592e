"""检索: how the index is doing, what can be done about it, and why a query finds what it finds."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from kombu.exceptions import OperationalError

from aggregator.articles.models import Article
from aggregator.desk.search_lines import REACHES, line, refusal
from aggregator.desk.wording import ago, timed
from aggregator.market.wording import span
from aggregator.search import jobs, tasks
from aggregator.search.errors import SearchError
from aggregator.search.explain import Explanation, explain
from aggregator.search.status import IndexStatus, status

MAY_SEE = "articles.view_article"
MAY_DO = "articles.change_article"
SHOWN = 30
_NAMES = {"rebuild": "重建", "check": "核对", "repair": "修复"}
_TONES = {"done": "good", "failed": "bad"}


@require_safe
@permission_required(MAY_SEE, raise_exception=True)
def overview(request: HttpRequest) -> HttpResponse:
    """Status, lag, what was done last and what is being done."""
    now = timezone.now()
    found = status(now)
    context = {
        **admin.site.each_context(request),
        "title": "检索",
        "figures": _figures(found),
        "ok": found.ok,
        "tone": "bad" if not found.ok or jobs.trouble() else "warn" if found.late else "good",
        "message": found.message,
        "jobs": [_job(kind, now) for kind in jobs.KINDS],
        "may_do": request.user.has_perm(MAY_DO),
    }
    return TemplateResponse(request, "desk/search.html", context)


@require_POST
@permission_required(MAY_DO, raise_exception=True)
def order(request: HttpRequest, kind: str) -> HttpResponse:
    """Queue a job; it goes on beside reading and indexing."""
    sent: dict[str, tuple[Any, dict[str, bool]]] = {
        "rebuild": (tasks.rebuild_index, {}),
        "check": (tasks.check_index, {}),
        "repair": (tasks.check_index, {"repair": True}),
    }
    if kind not in sent:
        return HttpResponse(status=404)
    task, options = sent[kind]
    try:
        task.apply_async(kwargs=options, queue=tasks.BESIDE, retry=False)
    except OperationalError:
        messages.error(request, "连不上任务队列（Valkey），请稍后再试。")
    else:
        text = f"{_NAMES[kind]}已排入后台，进度见下方，刷新页面可查看。"
        messages.success(request, text)
    return HttpResponseRedirect(reverse("desk_search"))


@require_safe
@permission_required(MAY_SEE, raise_exception=True)
def trial(request: HttpRequest) -> HttpResponse:
    """试查: the hits of a query with the parts of their scores."""
    text = request.GET.get("q", "").strip()
    number = request.GET.get("article", "").strip()
    context = {
        **admin.site.each_context(request),
        "title": "试查",
        "asked": {"q": text, "article": number},
    }
    if text:
        article = int(number) if number.isascii() and number.isdecimal() else None
        article = article if article is None or article < 1 << 62 else None
        try:
            context |= _explained(explain(text, article, timezone.now()))
        except SearchError as error:
            context["refusal"] = refusal(error)
    return TemplateResponse(request, "desk/search_try.html", context)


def _explained(found: Explanation) -> dict[str, Any]:
    shown = found.ranked[:SHOWN]
    ids = [one.row.id for one in shown]
    verdict = found.verdict
    rows = Article.objects.select_related("source").only("title", "source__name", "sorted_at")
    articles = rows.in_bulk([*ids, *([verdict.article_id] if verdict else [])])
    return {
        "clauses": found.query.clauses,
        "ignored": found.query.ignored,
        "reach": REACHES[found.reach],
        "total": found.total,
        "lines": [
            line(rank, one, articles[one.row.id])
            for rank, one in enumerate(shown, 1)
            if one.row.id in articles
        ],
        "verdict": verdict,
        "chosen": articles.get(verdict.article_id) if verdict else None,
        "chosen_line": line(verdict.rank, verdict.ranked, articles[verdict.article_id])
        if verdict and verdict.rank and verdict.ranked and verdict.article_id in articles
        else None,
    }


def _figures(found: IndexStatus) -> list[dict[str, str]]:
    lag = found.lag_seconds
    return [
        {"name": "索引中的稿件", "value": f"{found.documents:,}"},
        {"name": "等待索引", "value": f"{found.pending:,}"},
        {"name": "落后", "value": "—" if lag is None else span(timedelta(seconds=lag))},
    ]


def _job(kind: jobs.Kind, now: datetime) -> dict[str, Any]:
    job = jobs.last(kind)
    name = _NAMES[kind]
    if job is None:
        return {"name": name, "state": "没有记录", "tone": "plain"}
    runs = job.runs(now)
    stopped = "中断，再次执行会接着做" if kind == "rebuild" else "中断，可再次执行"
    words = {"running": "进行中" if runs else stopped, "done": "完成", "failed": "未完成"}
    return {
        "name": name,
        "state": words[job.state],
        "tone": _TONES.get(job.state, "warn"),
        "when": timed(ago(job.told, now), job.told),
        "said": job.said,
        "progress": job if job.state == "running" and job.total else None,
    }


_view = admin.site.admin_view
urlpatterns = [
    path("", _view(overview), name="desk_search"),
    path("try/", _view(trial), name="desk_search_try"),
    path("<str:kind>/", _view(order), name="desk_search_order"),
]
