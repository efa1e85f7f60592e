import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone
from pytest_django.fixtures import Settings

from aggregator.feeds.models import Feed, Source
from newsroom import prepare as preparing
from newsroom.prepare import prepare

pytestmark = pytest.mark.django_db


@pytest.fixture
def commands(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The management commands that were called; VAR is empty."""
    called: list[str] = []
    monkeypatch.setattr(preparing, "call_command", lambda name, **_: called.append(name))
    settings.VAR = tmp_path
    return called


def catalogue(settings: Settings, name: str) -> None:
    settings.OPTIONS = {**settings.OPTIONS, "CATALOGUE": name}


def test_the_second_time_nothing_is_done_or_said(commands: list[str]) -> None:
    said: list[str] = []
    prepare(said.append)
    assert commands == ["migrate", "collectstatic"]
    assert "Name: editor   password: " in "\n".join(said)
    user = get_user_model().objects.get()
    password = next(line for line in said if "password: " in line).rpartition(" ")[2]
    assert user.is_superuser
    assert user.check_password(password)
    again: list[str] = []
    prepare(again.append)
    assert again == []
    assert len(commands) == 2


def test_another_database_is_migrated(commands: list[str], settings: Settings) -> None:
    prepare(print)
    stamp = settings.VAR / "prepared.json"
    stamp.write_text(json.dumps({**json.loads(stamp.read_text()), "database": "another"}))
    prepare(print)
    assert commands == ["migrate", "collectstatic"] * 2


def test_catalogues_are_loaded_by_name(commands: list[str], settings: Settings) -> None:
    said: list[str] = []
    prepare(said.append)
    assert Feed.objects.count() == 0
    catalogue(settings, "demo")
    prepare(said.append)
    demo = Feed.objects.count()
    assert f"{demo} feeds added from the catalogue" in said
    assert all("127.0.0.1" in url for url in Feed.objects.values_list("url", flat=True))
    catalogue(settings, "outlets")
    prepare(said.append)
    assert Feed.objects.count() >= demo + 40


def test_leases_of_the_last_run_are_ended(commands: list[str], settings: Settings) -> None:
    source = Source.objects.create(slug="s", name="s")
    until = timezone.now() + timedelta(seconds=100)
    Feed.objects.create(source=source, title="f", url="https://e.com/f", leased_until=until)
    settings.EMBEDDED_VALKEY = False
    prepare(print)
    assert Feed.objects.get().leased_until == until
    settings.EMBEDDED_VALKEY = True
    prepare(print)
    assert Feed.objects.get().leased_until is None
