"""Suggestions begin with nothing held, and the hot searches of no other test."""

from collections.abc import Iterator
from typing import Any

import pytest
import redis
from django.conf import settings

from aggregator.search.suggest import standing


@pytest.fixture
def server() -> Any:
    """The Redis of the tests."""
    return redis.Redis.from_url(settings.REDIS_URL)


@pytest.fixture(autouse=True)
def surroundings(server: Any) -> Iterator[None]:
    standing.forget()
    _clear(server)
    yield
    standing.forget()
    _clear(server)


def _clear(server: Any) -> None:
    for key in server.scan_iter("suggest:*"):
        server.delete(key)
