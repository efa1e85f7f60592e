"""Articles and words, and the shipped book put back after every test."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from aggregator.articles.ingest import ingest
from aggregator.articles.models import Article
from aggregator.feeds.entry import Entry
from aggregator.feeds.models import Feed, Source
from aggregator.language import book, install
from aggregator.words import current
from aggregator.words.models import DictionaryVersion, Word
from aggregator.words.versions import publish

NOW = datetime(2026, 3, 5, 4, 0, tzinfo=UTC)
Save = Callable[..., DictionaryVersion | None]


@pytest.fixture(autouse=True)
def _own_book(settings: Any) -> Iterator[None]:
    """A save in a test changes no other test's dictionary."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    before = book()
    current.forget()
    yield
    install(before)
    current.forget()


@pytest.fixture
def feed(db: None) -> Feed:
    source = Source.objects.create(slug="demo", name="示例社", home="https://example.org/")
    return Feed.objects.create(source=source, title="示例", url="https://example.org/rss")


@pytest.fixture
def tell(feed: Feed) -> Callable[..., list[Article]]:
    """Have articles with these headlines come in at NOW."""

    def make(*titles: str, body: str = "正文如下", now: datetime = NOW) -> list[Article]:
        entries = [
            Entry(
                guid=f"{title}",
                url=f"https://example.org/{abs(hash(title))}",
                title=title,
                html=f"<p>{body}</p>",
                published=now + timedelta(seconds=number),
            )
            for number, title in enumerate(titles)
        ]
        made = ingest(feed, entries, now).created
        return sorted(Article.objects.filter(pk__in=made), key=lambda a: titles.index(a.title))

    return make


@pytest.fixture
def save(db: None, django_capture_on_commit_callbacks: Any) -> Save:
    """Save a word as an editor does, and let happen what a commit brings about."""

    def put(slug: str, name: str, kind: str = "coin", **values: Any) -> DictionaryVersion | None:
        with django_capture_on_commit_callbacks(execute=True):
            Word.objects.update_or_create(
                slug=slug, defaults={"name": name, "kind": kind, **values}
            )
            return publish(f"改动“{name}”", None, NOW)

    return put
