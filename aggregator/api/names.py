"""标签 and 媒体: what articles are filed under, and who wrote them."""

# ruff: noqa: ARG001 - ninja fixes the signatures

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Query, Router

from aggregator.api.asked import Asked, TagsAsked
from aggregator.api.paging import absolute, by_slug
from aggregator.api.problems import NOT_FOUND, Problem
from aggregator.api.schemas import names as shapes
from aggregator.api.stats import price_of
from aggregator.articles import permitted
from aggregator.articles.models import Article, ArticleTag, Tag
from aggregator.feeds.models import Source
from aggregator.market.quotes import quotes

tags_router = Router(tags=[_("标签")])
sources_router = Router(tags=[_("媒体")])


@tags_router.get(
    "tags",
    response=shapes.Tags,
    operation_id="listTags",
    summary=_("标签列表"),
    description=_("币种、交易所、项目、公司、监管机构、人物、主题和地区，按标识排列。"),
)
def tags(request: HttpRequest, asked: Query[TagsAsked]) -> shapes.Tags:
    """The list; one query."""
    rows = Tag.objects.all()
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.prefix:
        start = asked.prefix
        begins = Q(name__istartswith=start) | Q(slug__istartswith=start)
        rows = rows.filter(begins | Q(ticker__istartswith=start))
    found, following = by_slug(rows, asked, "tags")
    return shapes.Tags(items=[shapes.Tag(**_tag(one)) for one in found], next=following)


@tags_router.get(
    "tags/{slug:slug}",
    response=shapes.TagFull,
    operation_id="getTag",
    summary=_("一个标签"),
    description=_("币种连同最新价格。"),
)
def tag(request: HttpRequest, slug: str) -> shapes.TagFull:
    """One tag; three queries."""
    one = Tag.objects.filter(slug=slug).first()
    if one is None:
        raise Problem(NOT_FOUND, "没有这个标识的标签。")
    rows = ArticleTag.objects.filter(tag=one, removed=False, article__is_hidden=False)
    latest = rows.order_by("-sorted_at").values_list("sorted_at", flat=True).first()
    quote = quotes([slug], timezone.now()).get(slug) if one.kind == Tag.Kind.COIN else None
    return shapes.TagFull(**_tag(one), price=price_of(quote) if quote else None, latest_at=latest)


@sources_router.get(
    "sources",
    response=shapes.Sources,
    operation_id="listSources",
    summary=_("媒体列表"),
    description=_("报道来自哪些媒体，各自授权展示多少，按标识排列。"),
)
def sources(request: HttpRequest, asked: Query[Asked]) -> shapes.Sources:
    """The list; one query."""
    found, following = by_slug(Source.objects.all(), asked, "sources")
    return shapes.Sources(items=[shapes.Source(**_source(one)) for one in found], next=following)


@sources_router.get(
    "sources/{slug:slug}",
    response=shapes.SourceFull,
    operation_id="getSource",
    summary=_("一家媒体"),
)
def source(request: HttpRequest, slug: str) -> shapes.SourceFull:
    """One outlet; two queries."""
    one = Source.objects.filter(slug=slug).first()
    if one is None:
        raise Problem(NOT_FOUND, "没有这个标识的媒体。")
    rows = Article.objects.filter(source=one, is_hidden=False).order_by("-sorted_at")
    latest = rows.values_list("sorted_at", flat=True).first()
    return shapes.SourceFull(**_source(one), latest_at=latest)


def _tag(one: Tag) -> dict[str, Any]:
    return {
        "slug": one.slug,
        "name": one.name,
        "kind": one.kind,
        "ticker": one.ticker or None,
        "aliases": one.other_names,
        "url": absolute(one.get_absolute_url()),
    }


def _source(one: Source) -> dict[str, Any]:
    return {
        "slug": one.slug,
        "name": one.name,
        "credit": permitted.credit(one),
        "home": one.home or None,
        "language": one.language,
        "text_policy": one.text_policy,
        "url": absolute(f"/source/{one.slug}/"),
    }
