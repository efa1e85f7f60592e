"""The rows that a list shows: which articles, from which index, less what the reader muted."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, FilteredRelation, OuterRef, Q, QuerySet

from aggregator.articles.models import Article, ArticleTag, Tag
from aggregator.site.lists.choice import Choice
from aggregator.site.reader import USUAL, Reader

# Where the watched tags stand on more articles than this, the newest few are soon found by
# going down the timeline; below, it is quicker to look at the tags' own articles.
COMMON = 5_000


@dataclass(frozen=True, slots=True)
class Rows:
    """Articles, and the columns they are ordered by, newest first.

    With a tag these are the copies in `ArticleTag`, so that one index serves filter and order.
    """

    articles: QuerySet[Article]
    moment: str = "sorted_at"
    key: str = "id"


def chosen(choice: Choice, reader: Reader = USUAL) -> Rows:
    """The articles of a list of the front page, one for each story."""
    # These two filters are those of the partial indexes.
    articles = Article.objects.filter(is_hidden=False, is_lead=True)
    if choice.kind:
        articles = articles.filter(kind=choice.kind)
    if choice.important:
        articles = articles.filter(is_important=True)
    if choice.source:
        articles = articles.filter(source=choice.source)
    if choice.mine:
        articles = _carrying_any(articles, reader.watched)
    wanted = unmuted(articles, reader, but=[tag.slug for tag in choice.tags])
    return _under(wanted, choice.tags)


def unmuted(
    articles: QuerySet[Article], reader: Reader, *, but: Sequence[str] = (), outlets: bool = True
) -> QuerySet[Article]:
    """Without what the reader muted, except the tags of this list itself.

    A muted outlet's report of an event that others told as well stays.
    """
    if outlets and reader.muted_outlets:
        alone = Q(report__story__outlet_count__lte=1) | Q(report__story__isnull=True)
        articles = articles.exclude(Q(source__slug__in=reader.muted_outlets) & alone)
    muted = [slug for slug in reader.muted_tags if slug not in but]
    if muted:
        named = ArticleTag.objects.filter(
            article=OuterRef("pk"), removed=False, tag__slug__in=muted
        )
        articles = articles.exclude(Exists(named))
    return articles


def _under(articles: QuerySet[Article], tags: Sequence[Tag]) -> Rows:
    if not tags:
        return Rows(articles)
    rarest, *others = _rarest_first(tags)
    for tag in others:
        also = ArticleTag.objects.filter(article=OuterRef("pk"), removed=False, tag=tag)
        articles = articles.filter(Exists(also))
    filed = FilteredRelation("tagged", condition=Q(tagged__tag=rarest.pk, tagged__removed=False))
    rows = articles.annotate(filed=filed).filter(filed__isnull=False)
    return Rows(rows, "filed__sorted_at", "filed__article_id")


def _rarest_first(tags: Sequence[Tag]) -> list[Tag]:
    if len(tags) == 1:
        return list(tags)
    rows = ArticleTag.objects.filter(tag__in=tags).values_list("tag").annotate(Count("pk"))
    counts = dict(rows)
    return sorted(tags, key=lambda tag: counts.get(tag.pk, 0))


def _carrying_any(articles: QuerySet[Article], slugs: Sequence[str]) -> QuerySet[Article]:
    if not slugs:
        return articles.none()
    tags = Tag.objects.filter(slug__in=slugs)
    filed = ArticleTag.objects.filter(tag__in=tags.values("pk"), removed=False)
    if filed[: COMMON + 1].count() > COMMON:
        return articles.filter(Exists(filed.filter(article=OuterRef("pk"))))
    return articles.filter(pk__in=filed.values("article"))
