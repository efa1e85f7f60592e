"""The live service's own program."""

import asyncio
import logging
import os
import signal
import time
from typing import Any

import pytest
from aiohttp.http_exceptions import BadHttpMessage
from django.core.cache import cache
from pytest_django import Settings

from aggregator.live import __main__ as program
from aggregator.live import running
from aggregator.live.event import FRESH, Told, decide
from tests.live.conftest import free_port


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    settings.LIVE_PORT = free_port()
    monkeypatch.setattr(running, "keep_garbage_small", lambda: None)
    monkeypatch.setattr(logging.getLogger("aiohttp.server"), "filters", [])


def test_it_runs_as_the_settings_say(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    seen: list[running.Running] = []

    async def run(given: running.Running) -> None:
        given.sign()
        seen.append(given)

    monkeypatch.setattr(running, "run", run)
    cache.set("sign:live", 0.0)  # always tried, even just after a test without Redis
    program.main()
    [given] = seen
    assert (given.host, given.port) == ("127.0.0.1", settings.LIVE_PORT)
    assert (given.redis_url, given.per_network) == (settings.REDIS_URL, 200)
    assert abs(cache.get("sign:live") - time.time()) < 60


def test_a_port_that_cannot_be_had_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    async def run(_given: running.Running) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(running, "run", run)
    with pytest.raises(SystemExit, match="Permission denied"):
        program.main()


def test_without_redis_it_lives_on(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "unix:///nowhere.sock",
        }
    }
    program._sign()
    assert "No sign of life" in caplog.text


def record(error: Exception | None) -> logging.LogRecord:
    told: Any = (type(error), error, None) if error else None
    return logging.LogRecord("aiohttp.server", logging.ERROR, "", 0, "x", (), told)


def test_noise_of_strangers_is_kept_out_of_the_log() -> None:
    assert not program._is_ours(record(BadHttpMessage("noise")))
    assert program._is_ours(record(ValueError("ours")))
    assert program._is_ours(record(None))


async def test_sigterm_ends_it(settings: Settings) -> None:
    given = running.Running("127.0.0.1", free_port(), settings.REDIS_URL, 9, 9, (), lambda: None)
    work = asyncio.create_task(running.run(given))
    while True:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", given.port)
            break
        except OSError:
            await asyncio.sleep(0)
    writer.close()
    os.kill(os.getpid(), signal.SIGTERM)
    await work


async def test_what_breaks_is_not_swallowed(settings: Settings) -> None:
    def broken() -> None:
        raise RuntimeError("broken sign")

    given = running.Running("127.0.0.1", free_port(), settings.REDIS_URL, 9, 9, (), broken)
    with pytest.raises(RuntimeError, match="broken sign"):
        await running.run(given)


def test_what_was_never_told_of_need_not_be_taken_back() -> None:
    from datetime import UTC, datetime

    now = datetime(2026, 3, 25, tzinfo=UTC)
    assert decide(None, None, now) is None
    assert decide(Told(1, False, "x"), None, now) == "gone"
    assert FRESH.total_seconds() > 0


def test_garbage_of_before_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    import gc

    monkeypatch.undo()
    frozen = gc.get_freeze_count()
    running.keep_garbage_small()
    assert gc.get_freeze_count() > frozen
    gc.unfreeze()
