"""A newsroom of a few outlets that tell what a test has them tell."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from aggregator.articles.models import Article
from aggregator.feeds.models import Source
from aggregator.stories.models import Report

NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
HACK = (
    "Drift Protocol 遭黑客攻击，损失约 2.85 亿美元",
    "Drift Protocol 被黑客攻击，约 2.85 亿美元被盗",
)
numbers = count(1)


@dataclass
class Newsroom:
    """Outlets by slug, made when first named."""

    outlets: dict[str, Source] = field(default_factory=dict)

    def tell(self, slug: str, title: str, minutes: float, **values: object) -> Article:
        """An article of an outlet, some minutes after NOW."""
        if slug not in self.outlets:
            self.outlets[slug] = Source.objects.create(slug=slug, name=f"{slug.upper()} 社")
        at = NOW + timedelta(minutes=minutes)
        n = f"{next(numbers):06}"
        columns: dict[str, object] = {
            "source": self.outlets[slug], "url_key": n, "title": title, "published_at": at,
            "first_seen_at": NOW, "sorted_at": at, "updated_at": NOW, "content_hash": n,
        }  # fmt: skip
        return Article.objects.create(**{**columns, **values})

    def stories(self) -> set[frozenset[int]]:
        """The articles of each story."""
        found: dict[int, set[int]] = {}
        for story, article in Report.objects.values_list("story", "article"):
            found.setdefault(story, set()).add(article)
        return {frozenset(articles) for articles in found.values()}

    def leads(self) -> set[int]:
        """The articles that stand for their stories."""
        return set(Article.objects.filter(is_lead=True).values_list("pk", flat=True))


@pytest.fixture
def room(db: None) -> Newsroom:
    return Newsroom()
