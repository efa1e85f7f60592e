"""Stories to vote on, and nothing counted yet."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.core.cache import cache

from aggregator.stories.models import Story

NOON = datetime(2026, 3, 25, 4, tzinfo=UTC)

Told = Callable[..., Story]


@pytest.fixture(autouse=True)
def nothing_counted() -> None:
    cache.clear()


@pytest.fixture
def told(db: None) -> Told:
    """Make a story; its reports are of no matter here."""

    def story(**fields: object) -> Story:
        return Story.objects.create(started_at=NOON, **fields)

    return story
