"""Who else told the same story."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from aggregator.articles.models import Article
from aggregator.stories.models import Report

MOST = 60  # reports of one story that are looked at, so that a huge one leaves the others theirs


@dataclass(frozen=True, slots=True)
class Outlet:
    """Another outlet's report of a story.

    lag: how long after the article it came, as both outlets say; None when one of them gives no
    time, or it came before. before: whether it came before the article, as both say.
    """

    article_id: int
    name: str
    slug: str
    title: str
    lag: timedelta | None
    before: bool


def outlets_of(articles: Sequence[Article]) -> dict[int, tuple[Outlet, ...]]:
    """The other outlets of each article's story, by article id; each outlet once, earliest first.

    One query, at most `MOST` reports of a story: one with more loses its latest.
    """
    by_id = {article.pk: article for article in articles}
    if not by_id:
        return {}
    reports = Report.objects.filter(
        story__reports__article__in=list(by_id), article__is_hidden=False
    )
    rows = (
        reports.annotate(
            asked=F("story__reports__article"),
            place=Window(
                RowNumber(),
                partition_by=F("story__reports__article"),
                order_by=("article__sorted_at", "article_id"),
            ),
        )
        .filter(place__lte=MOST)
        .order_by("article__sorted_at", "article_id")
        .values_list(
            "asked",
            "article_id",
            "article__title",
            "article__published_at",
            "article__source__name",
            "article__source__slug",
        )
    )
    found: dict[int, dict[str, Outlet]] = defaultdict(dict)
    for asked, pk, title, published, name, slug in rows:
        article = by_id.get(asked)
        if article is None or pk == asked or slug == article.source.slug:
            continue
        said = (article.published_at, published)
        found[asked].setdefault(slug, Outlet(pk, name, slug, title, _lag(*said), _before(*said)))
    return {pk: tuple(others.values()) for pk, others in found.items()}


def _lag(first: datetime | None, then: datetime | None) -> timedelta | None:
    if first is None or then is None or then < first:
        return None
    return then - first


def _before(first: datetime | None, then: datetime | None) -> bool:
    return first is not None and then is not None and then < first
