"""Articles that arrive while others read: real texts once more, as rows that wait for the index."""

import random
import secrets
from collections.abc import Sequence

from django.utils import timezone

from aggregator.articles.models import Article
from aggregator.stories.models import Report, Story


def arrive(count: int, word: str = "") -> Sequence[Article]:
    """Commit so many articles, each in a story of its own; `word` stands in their headlines."""
    last = Article.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    told = Article.objects.in_bulk([random.randint(1, last) for _ in range(count)])
    now = timezone.now()
    fresh = [_again(one, word) for one in told.values()]
    made = Article.objects.bulk_create(fresh)
    stories = Story.objects.bulk_create(
        [Story(started_at=now, lead=one, report_count=1, outlet_count=1) for one in made]
    )
    Report.objects.bulk_create(
        [
            Report(story=story, article=one, component=story.pk, at=now)
            for story, one in zip(stories, made, strict=True)
        ]
    )
    return made


def _again(one: Article, word: str) -> Article:
    now, key = timezone.now(), secrets.token_hex(32)
    return Article(
        source_id=one.source_id,
        url_key=key,
        guid_key=key,
        content_hash=key,
        title=f"{one.title[:400]} {word}".strip(),
        text=one.text,
        kind=one.kind,
        published_at=now,
        first_seen_at=now,
        sorted_at=now,
        updated_at=now,
    )
