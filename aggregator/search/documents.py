"""An article as the index knows it."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import tantivy
from django.db.models import Prefetch

from aggregator.articles.models import Article, ArticleTag, Tag
from aggregator.language import segment
from aggregator.search.names import name_key
from aggregator.search.schema import newest_key

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def load(ids: Sequence[int]) -> list[Article]:
    """Those of the articles that exist, with their sources and tags: four queries."""
    tagged = ArticleTag.objects.filter(removed=False).order_by("id")
    return list(
        Article.objects.filter(pk__in=ids)
        .prefetch_related("source", Prefetch("tagged", queryset=tagged), "tagged__tag")
        .defer("html", "excerpt")
        .order_by("id")
    )


def document(article: Article) -> Any:
    """The tantivy document of an article that `load` gave."""
    found = tantivy.Document()
    found.add_integer("id", article.pk)
    seconds = int(article.sorted_at.timestamp())
    found.add_unsigned("newest", newest_key(seconds, article.pk))
    found.add_unsigned("stamp", stamp_of(article.updated_at))
    found.add_pre_tokenized_text("title", _words(article.title))
    found.add_pre_tokenized_text("text", _words(article.text))
    tags = [tagged.tag for tagged in article.tagged.all() if not tagged.removed]
    for tag in tags:
        found.add_text("tags", tag.slug)
    for name in sorted({name for tag in tags for name in _names(tag)}):
        found.add_text("names", name)
    found.add_text("source", article.source.slug)
    found.add_text("kind", article.kind)
    found.add_unsigned("important", int(article.is_important))
    found.add_unsigned("lead", int(article.is_lead))
    return found


def stamp_of(moment: datetime) -> int:
    """Whole microseconds since 1970, exact where a float would not be."""
    return max((moment - _EPOCH) // timedelta(microseconds=1), 0)


def _names(tag: Tag) -> Iterator[str]:
    for name in (tag.name, tag.ticker, *tag.aliases):
        if isinstance(name, str) and (key := name_key(name)):
            yield key


def _words(text: str) -> Any:
    tokens = [tantivy.Token(t.text, t.position, t.start, t.end) for t in segment(text)]
    return tantivy.PreTokenizedString(text, tokens)
