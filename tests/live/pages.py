"""Pages that listen: stories to tell them of, and what stands on them."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from aggregator.articles.models import Article
from aggregator.stories.models import Report, Story
from aggregator.stories.settle import settle
from tests.live.conftest import Service
from tests.live.test_server import healthy

PILL = "[data-live-pill]"


def further(story: Story, article: Article) -> None:
    with transaction.atomic():
        Report.objects.create(
            story=story, article=article, component=story.pk, at=article.sorted_at
        )
        settle([story.pk], timezone.now())


def change(story: Story, **fields: Any) -> None:
    with transaction.atomic():
        Article.objects.filter(pk=story.lead_id).update(**fields)
        settle([story.pk], timezone.now())


def titles(page: Any) -> list[str]:
    return [
        text.replace("\xa0", " ") for text in page.locator(".event__title a").all_text_contents()
    ]


def pill(page: Any, text: str) -> Any:
    found = page.locator(PILL, has_text=text)
    found.wait_for()
    return found


def opened(live_server: Any, page: Any, live: Service, path: str = "/") -> None:
    """Open the page and wait until it listens."""
    page.goto(live_server.url + path)
    while healthy(live.port) == 0:
        page.wait_for_timeout(20)
