"""How much of an outlet's text an answer may carry. Everything that shows text asks here."""

from typing import Any

from aggregator.articles.models import Article
from aggregator.feeds.models import Source

Policy = Source.TextPolicy


def credit(source: Source) -> str:
    """How the outlet is to be named beside its reports."""
    return source.credit or source.name


def excerpt(article: Article) -> str | None:
    """The excerpt, as plain text; None where the outlet lets us show headlines alone."""
    if article.source.text_policy == Policy.HEADLINE:
        return None
    return article.excerpt or None


def html(article: Article) -> str | None:
    """The whole text as sanitised markup; None where the outlet does not let us."""
    return (article.html or None) if article.source.text_policy == Policy.FULL else None


def facts(article: Article) -> list[dict[str, Any]]:
    """The figures that were read; of a headline-only outlet those of the headline alone."""
    found: list[dict[str, Any]] = article.facts
    if article.source.text_policy == Policy.HEADLINE:
        return [fact for fact in found if fact.get("place") == "title"]
    return found
