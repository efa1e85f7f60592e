"""What a webhook is told: the body of a message. Pure but for `story_url`.

Times are UTC in ISO 8601; text is the outlet's as far as it lets us show it.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.conf import settings

from aggregator.alerts.models import SavedSearch
from aggregator.articles import permitted
from aggregator.articles.models import Article
from aggregator.stories.models import Report


def message(key: str, search: SavedSearch, article: Article) -> dict[str, Any]:
    """The message of one delivery; the article as `search.document.load` gives it."""
    return {
        "delivery": key,
        "search": {
            "name": search.name,
            "query": search.query,
            "url": _public(search.get_absolute_url()),
            "skipped": search.skipped,
        },
        "article": _article(article),
    }


def trial(key: str, search: SavedSearch, article: Article | None) -> dict[str, Any]:
    """The message that an editor sends to try an address; without an article there is none."""
    said: Mapping[str, Any] = message(key, search, article) if article else {}
    empty = {"delivery": key, "search": {"name": search.name, "query": search.query}}
    return {**empty, "article": None, **said, "test": True}


def _article(article: Article) -> dict[str, Any]:
    tags = [row.tag for row in article.tagged.all()]
    return {
        "id": article.pk,
        "title": article.title,
        "url": article.url,
        "site_url": _public(article.get_absolute_url()),
        "story_url": story_url(article),
        "source": {"slug": article.source.slug, "name": article.source.name},
        "published_at": _utc(article.published_at),
        "first_seen_at": _utc(article.first_seen_at),
        "kind": article.kind,
        "important": article.is_important,
        "tags": [{"slug": tag.slug, "name": tag.name, "kind": tag.kind} for tag in tags],
        "excerpt": permitted.excerpt(article),
    }


def story_url(article: Article) -> str | None:
    """The public address of the event that the article tells of; None before it has one."""
    report = Report.objects.filter(article=article).select_related("story").first()
    return _public(report.story.get_absolute_url()) if report else None


def _utc(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat() if moment else None


def _public(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
