"""The hits of 试查 as an editor reads them. Pure."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from aggregator.articles.models import Article
from aggregator.search.errors import BadQuery, IndexUnavailable, SearchError
from aggregator.search.query.matching import Reach
from aggregator.search.ranking import Ranked

REACHES: dict[Reach, str] = {
    "words": "按词全部命中",
    "letters": "全部命中，字面相同也算",
    "some": "没有全部命中的，放宽到只缺一个词",
    "any": "没有全部命中的，放宽到命中任意一个词",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A hit: place, article, and the parts of its score to three places."""

    rank: int
    article_id: int
    title: str
    outlet: str
    time: str
    words: str
    reports: str
    importance: str
    recency: str
    score: str
    standing: str


def line(rank: int, one: Ranked, article: Article) -> Line:
    """A hit in words."""
    standing = one.standing
    return Line(
        rank,
        article.pk,
        article.title,
        article.source.name,
        _when(article.sorted_at),
        words=f"{one.words:.3f}",
        reports=f"{one.reports:.3f}",
        importance=f"{one.importance:.3f}",
        recency=f"{one.recency:.3f}",
        score=f"{one.score:.3f}",
        standing=f"{standing.reports} 篇报道，重要度 {standing.importance}"
        if standing.story
        else "未归入事件",
    )


def refusal(error: SearchError) -> str:
    """Why nothing was looked up."""
    if isinstance(error, BadQuery):
        return "没有可以查的词。"
    if isinstance(error, IndexUnavailable):
        return "检索重建中，稍后再试。"
    return str(error)


def _when(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")
