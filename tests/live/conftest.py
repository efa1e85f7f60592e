"""Articles and stories to tell of, an empty stream, and a live service of its own in a thread."""

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from django.utils import timezone
from pytest_django import Settings

from aggregator.live import frames, hub, running, stream
from aggregator.stories.models import Story
from newsroom import middleware
from tests.site.conftest import Make, Tell, bitcoin, make, tell

__all__ = ["bitcoin", "make", "tell"]

Tells = Callable[..., Story]


@pytest.fixture(autouse=True)
def empty() -> None:
    """No event yet, and nothing told."""
    stream.client().flushdb()


@pytest.fixture(autouse=True)
def surroundings(settings: Settings, tmp_path: Path) -> None:
    """Static files under their plain names, no index yet."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.SEARCH_DIR = tmp_path / "index"


def events() -> list[str]:
    """The JSON of every event in the stream, oldest first."""
    return [json for _, json in stream.since(stream.START).events]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Service:
    """`running.run` in a thread; `stop` is what SIGTERM does."""

    port: int
    most: int = 100
    per_network: int = 0
    proxies: tuple[str, ...] = ()
    redis_url: str = ""
    signs: list[int] = field(default_factory=list)

    def start(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._ended = asyncio.Event()
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()
        while not answers(self.port):
            assert self._thread.is_alive()

    def _work(self) -> None:
        given = running.Running(
            "127.0.0.1",
            self.port,
            self.redis_url or django_settings.REDIS_URL,
            self.most,
            self.per_network,
            self.proxies,
            lambda: self.signs.append(1),
        )
        self._loop.run_until_complete(running.run(given, self._ended))
        self._loop.close()

    def stop(self) -> None:
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._ended.set)
        self._thread.join(20)
        assert not self._thread.is_alive()


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


class Listener:
    """A raw connection to the stream: what a browser would read, chunk framing taken off."""

    def __init__(
        self, port: int, path: str = "/live", version: str = "1.1", **headers: str
    ) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=20)
        lines = [f"GET {path} HTTP/{version}", "Host: x"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        self._socket.sendall("\r\n".join([*lines, "", ""]).encode())
        self._file = self._socket.makefile("rb")
        self.status = int(self._file.readline().split()[1])
        self.headers: dict[str, str] = {}
        while line := self._file.readline().strip().decode():
            name, _, value = line.partition(": ")
            self.headers[name.lower()] = value
        self.chunked = self.headers.get("transfer-encoding") == "chunked"
        self._left = ""

    def event(self) -> dict[str, str] | None:
        """The next event's fields; None at the stream's end."""
        while "\n\n" not in self._left:
            piece = self._piece()
            if not piece:
                return None
            self._left += piece
        block, _, self._left = self._left.partition("\n\n")
        return dict(line.partition(": ")[::2] for line in block.split("\n"))

    def until(self, name: str) -> dict[str, str]:
        """The next event of that name."""
        while (found := self.event()) is not None:
            if found.get("event", "message") == name:
                return found
        raise AssertionError(f"the stream ended without {name}")

    def missed(self) -> list[dict[str, str]]:
        """What is told before the hello."""
        found: list[dict[str, str]] = []
        while (one := self.event()) is not None and one.get("event") != "hello":
            found.append(one)
        return found

    def _piece(self) -> str:
        if not self.chunked:
            return self._file.readline().decode()
        size = int(self._file.readline() or b"0", 16)
        piece = self._file.read(size)
        self._file.readline()
        return piece.decode()

    def close(self) -> None:
        self._file.close()
        self._socket.close()


@pytest.fixture
def service() -> Iterator[Callable[..., Service]]:
    """Starts live services; all end with the test."""
    made: list[Service] = []

    def start(**given: Any) -> Service:
        one = Service(given.pop("port", None) or free_port(), **given)
        made.append(one)
        one.start()
        return one

    yield start
    for one in made:
        one.stop()


@pytest.fixture
def listen() -> Iterator[Callable[..., Listener]]:
    """Opens connections; all are closed with the test."""
    made: list[Listener] = []

    def open_(*given: Any, **headers: str) -> Listener:
        made.append(Listener(*given, **headers))
        return made[-1]

    yield open_
    for one in made:
        one.close()


@pytest.fixture
def live(
    service: Callable[..., Service], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Service]:
    """A running service whose browsers come back quickly, and pages that know it."""
    monkeypatch.setattr(frames, "RETRY_MS", 100)
    monkeypatch.setattr(hub, "RETURN_MS", (50, 100))
    one = service()
    settings.LIVE_ADDRESS = f":{one.port}/live"
    policy = middleware.READER_POLICY.replace(
        "connect-src 'self'", f"connect-src 'self' http://localhost:{one.port}"
    )
    monkeypatch.setattr(middleware, "READER_POLICY", policy)
    return one


@pytest.fixture
def news(make: Make, tell: Tell) -> Tells:
    """Make an article `minutes` old, alone in its story, as the worker does; give the story."""

    def told(title: str, minutes: float = 0, **fields: Any) -> Story:
        at = timezone.now().replace(microsecond=0) - timedelta(minutes=minutes)
        with transaction.atomic():
            return tell(make(title, published_at=at, **fields))

    return told
