import time
from datetime import timedelta

import pytest
import redis
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone

from aggregator.articles.models import Article
from aggregator.feeds.models import Source
from newsroom import health, tasks

pytestmark = pytest.mark.django_db


@pytest.fixture
def signs() -> None:
    """Every service has just given a sign of life."""
    for name in tasks.SERVICES:
        cache.set(f"sign:{name}", time.time())


def test_healthz_asks_nothing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "ages", lambda: 1 / 0)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_a_service_that_gives_no_sign_is_named(client: Client, signs: None) -> None:
    cache.set("sign:beat", time.time() - health.SIGN_AGE_LIMIT - 1)
    cache.delete("sign:indexer")
    answer = client.get("/readyz")
    parts = answer.json()
    assert answer.status_code == 503
    assert parts["database"] == parts["redis"] == {"ok": True}
    assert parts["worker"]["ok"]
    assert not parts["beat"]["ok"]
    assert parts["indexer"] == {"ok": False, "age_s": None}


def test_without_redis_the_database_is_still_said_to_be_there(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down() -> None:
        raise redis.ConnectionError("secret://user:password@host")

    monkeypatch.setattr(health, "ages", down)
    answer = client.get("/readyz")
    parts = answer.json()
    assert answer.status_code == 503
    assert parts["database"] == {"ok": True}
    assert parts["redis"] == {"ok": False, "message": "ConnectionError"}
    assert "password" not in answer.content.decode()


def test_without_a_database_the_rest_is_said(
    client: Client, signs: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down() -> None:
        raise DatabaseError("no")

    monkeypatch.setattr(connection, "cursor", down)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["database"] == {"ok": False, "message": "DatabaseError"}
    assert answer.json()["worker"]["ok"]


def test_health_is_only_asked(client: Client) -> None:
    assert client.post("/readyz").status_code == 405
    assert "no-cache" in client.get("/readyz").headers["Cache-Control"]


def test_the_lag_of_the_index_is_told(client: Client, signs: None) -> None:
    index = client.get("/readyz").json()["index"]
    assert (index["lag_s"], index["late"], index["pending"]) == (None, False, 0)
    now = timezone.now()
    source = Source.objects.create(slug="demo", name="示例社")
    Article.objects.create(
        source=source, url_key="1", guid_key="1", title="破产", first_seen_at=now,
        sorted_at=now, updated_at=now - timedelta(minutes=9),
    )  # fmt: skip
    index = client.get("/readyz").json()["index"]
    assert index["lag_s"] >= 540
    assert (index["late"], index["pending"]) == (True, 1)
