"""Who else told the same story."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from aggregator.articles.models import Article
from aggregator.stories.models import Report

MOST = 200


@dataclass(frozen=True, slots=True)
class Outlet:
    """Another outlet's report of a story. lag: how long after the article it came, as both
    outlets say; None when one of them gives no time, or it came before."""

    article_id: int
    name: str
    slug: str
    title: str
    lag: timedelta | None


def outlets_of(articles: Sequence[Article]) -> dict[int, tuple[Outlet, ...]]:
    """The other outlets of each article's story, by article id; each outlet once, earliest first.

    One query, at most `MOST` reports: a story with more loses its latest.
    """
    by_id = {article.pk: article for article in articles}
    if not by_id:
        return {}
    rows = (
        Report.objects.filter(story__reports__article__in=list(by_id), article__is_hidden=False)
        .order_by("article__sorted_at", "article_id")
        .values_list(
            "story__reports__article",
            "article_id",
            "article__title",
            "article__published_at",
            "article__source__name",
            "article__source__slug",
        )[: MOST + len(by_id)]
    )
    found: dict[int, dict[str, Outlet]] = defaultdict(dict)
    for asked, pk, title, published, name, slug in rows:
        article = by_id.get(asked)
        if article is None or pk == asked or slug == article.source.slug:
            continue
        lag = _lag(article.published_at, published)
        found[asked].setdefault(slug, Outlet(pk, name, slug, title, lag))
    return {pk: tuple(others.values()) for pk, others in found.items()}


def _lag(first: datetime | None, then: datetime | None) -> timedelta | None:
    if first is None or then is None or then < first:
        return None
    return then - first
