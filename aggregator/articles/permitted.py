"""How much of a report its outlet lets us show. Whatever shows or sends a text asks here. Pure."""

from collections.abc import Sequence
from typing import Any

from aggregator.articles.models import Article
from aggregator.feeds.models import Source

Policy = Source.TextPolicy


def headline_alone(article: Article) -> bool:
    """Whether nothing but the headline may be shown."""
    return article.source.text_policy == Policy.HEADLINE


def whole(article: Article) -> bool:
    """Whether the whole text may be shown."""
    return article.source.text_policy == Policy.FULL


def credit(source: Source) -> str:
    """How the outlet is named beside its reports."""
    return source.credit or source.name


def excerpt(article: Article) -> str:
    """The excerpt as plain text; "" for none."""
    return "" if headline_alone(article) else article.excerpt


def html(article: Article) -> str:
    """The whole text as sanitised markup; "" for none."""
    return article.html if whole(article) else ""


def pieces(article: Article, read: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of what was read out of an article (figures, doubts) that which stands where we may show it.

    Of an outlet that lets us show headlines alone only what stands in the headline.
    """
    if not headline_alone(article):
        return list(read)
    return [piece for piece in read if piece.get("place") == "title"]
