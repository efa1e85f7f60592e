"""What the log says when a new version is told of and nobody is there to hear it."""

import logging
from typing import Any

import pytest
from django.contrib.auth.models import User
from kombu.exceptions import OperationalError
from redis.exceptions import ConnectionError as NoServer

from aggregator.words import current, tasks
from aggregator.words.models import DictionaryVersion, Word
from aggregator.words.versions import ensure, publish
from tests.words.conftest import NOW

pytestmark = pytest.mark.django_db


class Away:
    """Stands where the queue and the cache are before their server runs."""

    def apply_async(self, **_: Any) -> None:
        raise OperationalError("no broker")

    def set(self, *_: Any) -> None:
        raise NoServer("no server")


@pytest.fixture
def _no_server(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(tasks.sweep, "apply_async", Away().apply_async)
    monkeypatch.setattr(current, "cache", Away())
    caplog.set_level(logging.INFO, logger="aggregator.words")


@pytest.mark.usefixtures("_no_server")
def test_a_first_start_warns_of_nothing(
    caplog: pytest.LogCaptureFixture, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        version = ensure(NOW)
    assert version is not None
    said = [record for record in caplog.records if record.name.startswith("aggregator.words")]
    assert {record.levelname for record in said} == {"INFO"}
    assert f"Beat starts the sweep of version {version.pk} once it runs" in caplog.text
    assert "cannot" not in caplog.text


@pytest.mark.usefixtures("_no_server")
def test_an_editors_save_without_a_queue_is_warned_of(
    caplog: pytest.LogCaptureFixture, django_capture_on_commit_callbacks: Any
) -> None:
    ensure(NOW)
    Word.objects.create(slug="lemon-whale", name="柠檬鲸", kind="coin")
    editor = User.objects.create_user("bianji")
    with django_capture_on_commit_callbacks(execute=True):
        publish("新增", editor, NOW)
    warned = [record.getMessage() for record in caplog.records if record.levelname == "WARNING"]
    assert warned == ["The queue cannot be reached (no broker); beat starts the sweep"]
    assert DictionaryVersion.objects.count() == 2
