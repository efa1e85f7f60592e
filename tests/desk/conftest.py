"""Rows and people that the desk's tests start from."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from aggregator.articles.models import Article, ArticleTag, Revision, Tag
from aggregator.feeds.models import Feed, Source

NOON = datetime(2026, 3, 5, 4, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _plain_files(settings) -> None:
    """Static files by their own names, and a cache that needs no server."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}


def make_article(source: Source, number: int, **values: object) -> Article:
    when = NOON + timedelta(minutes=number)
    fields: dict[str, object] = {
        "source": source,
        "url_key": f"key-{source.pk}-{number}",
        "guid_key": f"guid-{source.pk}-{number}",
        "url": f"https://example.org/{number}",
        "title": f"第 {number} 条：比特币突破 9 万美元",
        "html": "<p>正文</p>",
        "text": "正文",
        "published_at": when,
        "first_seen_at": when + timedelta(seconds=30),
        "sorted_at": when,
        "updated_at": when,
        "content_hash": "hash",
        "index_pending": False,
    }
    return Article.objects.create(**{**fields, **values})


@pytest.fixture
def source(db) -> Source:
    return Source.objects.create(slug="demo", name="示例社", home="https://example.org/")


@pytest.fixture
def feed(source: Source) -> Feed:
    return Feed.objects.create(source=source, title="示例快讯", url="https://example.org/rss")


@pytest.fixture
def article(source: Source) -> Article:
    made = make_article(source, 1, revised=1, flags=["future_date"])
    Revision.objects.create(article=made, title="旧标题", html="<p>旧</p>", seen_at=NOON)
    return made


@pytest.fixture
def tag(db) -> Tag:
    return Tag.objects.create(
        slug="bitcoin", name="比特币", kind=Tag.Kind.COIN, ticker="BTC", aliases=["大饼", "BTC"]
    )


@pytest.fixture
def tagged(article: Article, tag: Tag) -> ArticleTag:
    return ArticleTag.objects.create(
        article=article, tag=tag, about=True, sorted_at=article.sorted_at
    )


@pytest.fixture
def editor(db) -> Client:
    user = User.objects.create_user("bianji", password="a-long-password", is_staff=True)
    user.groups.add(Group.objects.get(name="编辑"))
    return _client(user)


@pytest.fixture
def chief(db) -> Client:
    return _client(User.objects.create_superuser("zhubian", password="a-long-password"))


@pytest.fixture
def stranger(db) -> Client:
    """Staff, but in no group."""
    return _client(User.objects.create_user("lukeren", password="a-long-password", is_staff=True))


def _client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
