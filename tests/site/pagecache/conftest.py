"""A view behind the page cache, and Redis as it is."""

from collections.abc import Callable, Iterator

import pytest
import redis
from django.conf import settings as options
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from pytest_django import Settings

from aggregator.site.pagecache.local import answers
from aggregator.site.pagecache.serving import PageCache
from tests.site.keeping import forget_here

PATH = "/about/"
LIST = "/tag/bitcoin/"


class View:
    """Stands for everything behind the middleware; says how often it was asked."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse] | None = None) -> None:
        self.requests: list[HttpRequest] = []
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self.requests.append(request)
        if self.answer:
            return self.answer(request)
        return HttpResponse(f"链讯 {len(self.requests)} {request.META['QUERY_STRING']}" * 50)

    @property
    def times(self) -> int:
        return len(self.requests)


@pytest.fixture(autouse=True)
def keeping(settings: Settings) -> Iterator[None]:
    settings.PAGE_SECONDS = settings.FRAGMENT_SECONDS = 30
    forget_here()
    yield
    forget_here()


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every request comes to a process that gave nothing within the last second."""
    monkeypatch.setattr(answers, "_seconds", lambda: 0)


@pytest.fixture
def server() -> redis.Redis:
    return redis.Redis.from_url(options.REDIS_URL)


def get(view: View, path: str = PATH, **headers: str) -> HttpResponse:
    return PageCache(view)(RequestFactory(headers=headers).get(path))
