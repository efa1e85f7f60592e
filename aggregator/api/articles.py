"""稿件: the list, and one."""

# ruff: noqa: ARG001 - ninja fixes the signatures

from collections.abc import Sequence
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Query, Router

from aggregator.api.asked import ArticlesAsked
from aggregator.api.paging import absolute, by_time
from aggregator.api.problems import GONE, NOT_FOUND, Problem
from aggregator.api.schemas.articles import Article as Shape
from aggregator.api.schemas.articles import ArticleFull, Articles
from aggregator.api.schemas.common import Fact, SourceRef, TagRef
from aggregator.articles import permitted
from aggregator.articles.models import Article, ArticleTag, Tag
from aggregator.feeds.models import Source
from aggregator.stories.reasons import reasons_of

router = Router(tags=[_("稿件")])

_UNREAD = ("html", "text", "summary", "summary_ai", "keywords", "addresses", "content_hash")


@router.get(
    "articles",
    response=Articles,
    operation_id="listArticles",
    summary=_("稿件列表"),
    description=_("所有可见的快讯和文章，从新到旧，各家的都在；同一事件的归并见事件接口。"),
)
def articles(request: HttpRequest, asked: Query[ArticlesAsked]) -> Articles:
    """The list; four queries at most."""
    rows = listed(Article.objects.filter(is_hidden=False))
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.important is not None:
        rows = rows.filter(is_important=asked.important)
    if asked.source:
        rows = rows.filter(source=_source(asked.source))
    if asked.tag:
        rows = rows.filter(tagged__tag=_tag(asked.tag), tagged__removed=False)
    found, following = by_time(rows, asked, "articles", "sorted_at", "articles")
    return Articles(items=[shown(one) for one in found], next=following)


@router.get(
    "articles/{int:pk}",
    response=ArticleFull,
    operation_id="getArticle",
    summary=_("一篇稿件"),
    description=_("编辑下线的稿件回答 410。"),
)
def article(request: HttpRequest, pk: int) -> ArticleFull:
    """One article; two queries."""
    one = with_tags(Article.objects.all()).filter(pk=pk).first() if pk < 2**63 else None
    if one is None:
        raise Problem(NOT_FOUND, "没有这个编号的稿件。")
    if one.is_hidden:
        raise Problem(GONE, "这篇稿件已经下线。")
    return ArticleFull(**shown(one).dict(), reasons=_reasons(one), html=permitted.html(one) or None)


def listed(rows: QuerySet[Article]) -> QuerySet[Article]:
    """With outlet, story and tags, without the columns that hold whole texts."""
    return with_tags(rows).defer(*_UNREAD)


def with_tags(rows: QuerySet[Article]) -> QuerySet[Article]:
    """With outlet, story and tags, the main ones first; a query for the tags of all."""
    tagged = ArticleTag.objects.filter(removed=False).select_related("tag")
    return rows.select_related("source", "report__story").prefetch_related(
        Prefetch(
            "tagged",
            tagged.defer("evidence").order_by("-about", "-confidence", "tag__slug"),
            to_attr="tags_kept",
        )
    )


def shown(one: Article) -> Shape:
    """An article read by `listed` or `with_tags`, as far as its outlet lets us show it."""
    row: Any = one  # of its choices the type checker knows texts alone
    report = getattr(one, "report", None)
    kept: Sequence[ArticleTag] = getattr(one, "tags_kept", ())
    return Shape(
        id=one.pk,
        url=absolute(one.get_absolute_url()),
        kind=row.kind,
        title=one.title,
        excerpt=permitted.excerpt(one) or None,
        credit=permitted.credit(one.source),
        original_url=one.url or None,
        source=SourceRef(slug=one.source.slug, name=one.source.name),
        text_policy=row.source.text_policy,
        author=one.author or None,
        published_at=one.published_at,
        sorted_at=one.sorted_at,
        seen_at=one.first_seen_at,
        updated_at=one.updated_at,
        corrections=one.revised,
        important=one.is_important,
        story_id=report.story_id if report else None,
        tags=[
            TagRef(slug=it.tag.slug, name=it.tag.name, kind=it.tag.kind, main=it.about)
            for it in kept
        ],
        facts=[
            Fact(kind=fact["kind"], value=fact["value"], unit=fact["unit"], text=fact["text"])
            for fact in permitted.pieces(one, one.facts)
        ],
    )


def _reasons(one: Article) -> list[str]:
    """Why it is 重要, as its page says it."""
    report = getattr(one, "report", None)
    return reasons_of(one, report.story if report else None)


def _source(slug: str) -> Source:
    found = Source.objects.filter(slug=slug).first()
    if found is None:
        raise Problem(NOT_FOUND, "没有这个标识的媒体；标识见媒体接口。")
    return found


def _tag(slug: str) -> Tag:
    found = Tag.objects.filter(slug=slug).first()
    if found is None:
        raise Problem(NOT_FOUND, "没有这个标识的标签；标识见标签接口。")
    return found
