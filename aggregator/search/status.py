"""How the index is doing, for /readyz and the desk."""

from dataclasses import dataclass

from aggregator.articles.models import Article
from aggregator.search.engines.current import current
from aggregator.search.errors import IndexUnavailable


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """Whether searches are answered, from how many documents, and how many articles wait."""

    ok: bool
    documents: int
    pending: int
    message: str


def status() -> IndexStatus:
    """Look at the index and the database; raises nothing of this room's own."""
    pending = Article.objects.filter(index_pending=True).count()
    try:
        _, documents = current().live().extent()
    except IndexUnavailable:
        return IndexStatus(False, 0, pending, "检索重建中")
    message = f"还有 {pending} 篇稿件等待索引" if pending else "检索正常"
    return IndexStatus(True, documents, pending, message)
