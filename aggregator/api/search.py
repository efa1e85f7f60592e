"""检索: the site's own search, for programs."""

# ruff: noqa: ARG001 - ninja fixes the signatures

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Query, Router

from aggregator.api.articles import listed, shown
from aggregator.api.asked import SearchAsked
from aggregator.api.paging import following
from aggregator.api.problems import BAD_CURSOR, BAD_REQUEST, UNAVAILABLE, Problem
from aggregator.api.schemas.articles import Found, Hit
from aggregator.articles.models import Article
from aggregator.search.asking import Results
from aggregator.search.asking import search as look_up
from aggregator.search.errors import BadCursor, BadQuery, IndexUnavailable

router = Router(tags=[_("检索")])


@router.get(
    "search",
    response=Found,
    operation_id="search",
    summary=_("检索稿件"),
    description=_("与站内搜索同一套写法：别名、代号、简繁都认得，引号里一字不差。"),
)
def search(request: HttpRequest, asked: Query[SearchAsked]) -> Found:
    """A page of hits; the index's own look-ups, then two queries."""
    results = _results(asked)
    ids = [hit.article_id for hit in results.hits]
    rows = listed(Article.objects.filter(is_hidden=False)).in_bulk(ids)
    items = [
        Hit(article=shown(rows[hit.article_id]), reports=hit.reports if hit.story else None)
        for hit in results.hits
        if hit.article_id in rows
    ]
    page = following(asked, "search", results.cursor) if results.cursor else None
    return Found(total=results.total, reach=results.reach, items=items, next=page)


def _results(asked: SearchAsked) -> Results:
    try:
        return look_up(
            asked.q,
            order=asked.order,
            limit=asked.limit,
            cursor=asked.cursor,
            grouped=asked.grouped,
            now=timezone.now(),
        )
    except BadCursor as error:
        raise Problem(
            BAD_CURSOR, "翻页标记不是这次检索给出的，或已被改动。去掉 cursor，从第一页开始。"
        ) from error
    except BadQuery as error:
        raise Problem(BAD_REQUEST, "q 里没有可以查找的字。") from error
    except IndexUnavailable as error:
        detail = "检索正在重建，一两分钟后再试；列表接口不受影响。"
        raise Problem(UNAVAILABLE, detail, headers={"Retry-After": "60"}) from error
