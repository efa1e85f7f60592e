"""What the settings make of odd places, and of a Redis that is there and never answers."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from django.conf import settings
from django.core.cache import caches
from django.db import connections

from newsroom import valkey

ROOT = Path(__file__).resolve().parents[2]
TELL = (
    "import newsroom.settings as s;"
    "print(s.DATABASES['default']['NAME'], s.REDIS_URL, s.CELERY_BROKER_URL, s.SITE_URL,"
    " *s.ALLOWED_HOSTS, *s.CSRF_TRUSTED_ORIGINS, sep='\\n')"
)


def start(**environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-c", TELL],
        cwd=ROOT,
        env={"PATH": "", "PYTHONDONTWRITEBYTECODE": "1", **environ},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_folder_may_have_any_name(tmp_path: Path) -> None:
    var = tmp_path / "有 空格 %41?#x"
    done = start(VAR=str(var))
    database, cache, queue, *_ = done.stdout.splitlines()
    assert database == str(var / "newsroom.sqlite3")
    pool = redis.ConnectionPool.from_url(cache)
    assert pool.connection_kwargs["path"] == str(valkey.socket_path(var))
    assert queue == f"redis+socket{cache.removeprefix('unix')}"
    assert (var / "secret_key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("below", ["file", "file/below", "n" * 300, ""])
def test_a_folder_that_can_not_be_one_is_said(tmp_path: Path, below: str) -> None:
    (tmp_path / "file").touch()
    done = start(VAR=str(tmp_path / below) if below else "")
    assert done.returncode != 0
    assert done.stderr.startswith("newsroom: VAR: ")
    assert "Traceback" not in done.stderr


def test_every_address_has_a_name_to_be_asked_by(tmp_path: Path) -> None:
    said = start(VAR=str(tmp_path), HOST="::", SITE_URL="").stdout.splitlines()
    assert said[3] == "http://[::]:8000"
    assert {"::", "127.0.0.1", "localhost"} <= set(said[4:])
    said = start(VAR=str(tmp_path), SITE_URL="https://e.org", ALLOWED_HOSTS="a.e.org")
    assert {"e.org", "a.e.org", "https://e.org"} <= set(said.stdout.splitlines())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "postgres://user:hunter2/x@host:5432/newsroom"),
        ("DATABASE_URL", "postgres://user:hunter2@host:99999/newsroom"),
        ("REDIS_URL", "redis://:x@[hunter2"),
        ("REDIS_URL", "redis://user:hunter2/x@host"),
        ("ETHEREUM_URL", "https://user:hunter2/x@node.example"),
    ],
)
def test_23_a_wrong_secret_is_not_said(tmp_path: Path, name: str, value: str) -> None:
    done = start(VAR=str(tmp_path), **{name: value})
    assert done.returncode != 0
    assert done.stderr.startswith(f"newsroom: {name}: ")
    assert "hunter2" not in done.stderr + done.stdout


@pytest.fixture
def silent() -> Iterator[str]:
    """The address of a server that takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"redis://127.0.0.1:{server.getsockname()[1]}/0"


def test_a_redis_that_never_answers_holds_nobody_up(silent: str) -> None:
    cache = settings.CACHES["default"]
    made = caches.create_connection("default")
    made._cache._servers = [silent]  # type: ignore[attr-defined]
    assert cache["OPTIONS"]["socket_timeout"] > 0
    with pytest.raises(redis.TimeoutError):
        made.get("a")


def test_a_queue_or_database_that_never_answers_is_not_waited_for_without_end() -> None:
    queue = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    assert 0 < queue["socket_connect_timeout"] < queue["socket_timeout"] <= 10
    options = connections["default"].settings_dict["OPTIONS"]
    assert 0 < options.get("timeout", options.get("connect_timeout", 0)) <= 20
