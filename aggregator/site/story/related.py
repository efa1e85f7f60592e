"""Other reports about the same names."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from math import log1p

from aggregator.articles.models import Article, ArticleTag

TAGS = 4
LATEST = 40
# What a line of the list says, and where it leads.
_COLUMNS = (
    "title", "sorted_at", "source__name", "source__slug", "report__story__report_count",
)  # fmt: skip


def related(
    article: Article, leave_out: frozenset[int] = frozenset(), most: int = 5
) -> list[Article]:
    """Earlier visible reports that share what this one is about, the closest first.

    A tag that is seldom used says more than one that is used every hour: it weighs by the time
    that its last reports span. `leave_out` are ids not wanted, such as the other reports of the
    same event. Three queries, each of them bounded.
    """
    weights: dict[int, float] = defaultdict(float)
    for latest in _latest(article, _telling(article)):
        oldest = min(at for _, _, at in latest)
        span = (article.sorted_at - oldest).total_seconds() / 3600
        rare = log1p(span) * LATEST / len(latest) ** 0.5
        for other, about, _ in latest:
            weights[other] += rare if about else rare / 3
    wanted = [pk for pk in weights if pk not in leave_out]
    best = sorted(wanted, key=lambda pk: (-weights[pk], -pk))[: 4 * most]
    shown = Article.objects.filter(pk__in=best, is_hidden=False, is_lead=True)
    rows_by_id = {
        one.pk: one for one in shown.select_related("source", "report__story").only(*_COLUMNS)
    }
    return [rows_by_id[pk] for pk in best if pk in rows_by_id][:most]


def _latest(article: Article, tags: Sequence[int]) -> list[list[tuple[int, bool, datetime]]]:
    """Of each tag that has any, the last reports before this one: id, whether about it, time."""
    if not tags:
        return []
    before = ArticleTag.objects.filter(removed=False, sorted_at__lte=article.sorted_at)
    before = before.exclude(article=article).order_by("-sorted_at", "-article")
    # Each part goes down its tag's index and stops; together they are one question. SQLite takes
    # no limit in a part itself.
    first, *others = (
        ArticleTag.objects.filter(pk__in=before.filter(tag=tag).values("pk")[:LATEST])
        .order_by()
        .values_list("tag", "article", "about", "sorted_at")
        for tag in tags
    )
    found: dict[int, list[tuple[int, bool, datetime]]] = {tag: [] for tag in tags}
    for tag, other, about, at in first.union(*others, all=True):
        found[tag].append((other, about, at))
    return [latest for latest in found.values() if latest]


def _telling(article: Article) -> list[int]:
    """The tags that say what the article is about; its others when there are none."""
    tagged = article.tagged.filter(removed=False).order_by("-about", "pk")
    rows = list(tagged.values_list("tag", "about")[: 3 * TAGS])
    about = [tag for tag, is_about in rows if is_about]
    return (about or [tag for tag, _ in rows])[:TAGS]
