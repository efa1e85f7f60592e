"""Following a stream whose Redis goes, comes back, or forgets."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import redis

from aggregator.live import stream, tail
from newsroom import valkey
from tests.live.conftest import Listener, Service

Start = Callable[..., Service]
Listen = Callable[..., Listener]


class Server:
    """A Valkey of its own that can be killed and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.url = f"unix://{folder / 'v.sock'}"
        self.start()

    def start(self) -> None:
        words = valkey.command(self.folder, self.folder / "v.sock")
        self.process = subprocess.Popen(
            [*words, "--appendfsync", "always"], stdout=subprocess.DEVNULL
        )
        while not valkey.answers(self.url):
            assert self.process.poll() is None

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    folder = Path(tempfile.mkdtemp(prefix="live-"))
    made = Server(folder)
    client = redis.Redis.from_url(made.url)
    monkeypatch.setattr(stream, "client", lambda: client)
    monkeypatch.setattr(tail, "PAUSES", (0.02,))
    monkeypatch.setattr(tail, "BLOCK_MS", 100)
    yield made
    made.kill()
    shutil.rmtree(folder, ignore_errors=True)


def say(title: str) -> None:
    stream.add([{"title": title}])


def title(event: dict[str, Any]) -> str:
    return str(json.loads(event["data"])["title"])


def test_a_redis_that_is_killed_loses_no_event(
    server: Server, service: Start, listen: Listen
) -> None:
    port = service(redis_url=server.url).port
    one = listen(port)
    one.until("hello")
    say("之前")
    assert title(one.until("message")) == "之前"
    server.kill()
    server.start()
    say("之后")
    assert title(one.until("message")) == "之后"
    assert [title(each) for each in listen(port, "/live?after=1-0").missed()] == ["之前", "之后"]


def test_a_redis_that_comes_late_is_waited_for(
    server: Server, service: Start, listen: Listen
) -> None:
    say("之前")
    server.kill()
    port = service(redis_url=server.url).port
    one = listen(port, "/live?after=1-0")
    assert one.status == 200
    server.start()
    assert [title(each) for each in one.missed()] == ["之前"]


def test_a_redis_that_forgot_is_noticed(server: Server, service: Start, listen: Listen) -> None:
    """Also when its clock went back: new ids are then smaller than those told before."""
    stream.client().xadd(stream.STREAM, {stream.FIELD: '{"title":"将来"}'}, id="99999999999999-0")
    port = service(redis_url=server.url).port
    one = listen(port)
    one.until("hello")
    stream.client().flushall()
    say("重新开始")
    one.until("lost")
    say("接着来")
    assert title(one.until("message")) == "接着来"
    # A page that heard of what is forgotten still hears what comes.
    back = listen(port, Last_Event_ID="99999999999999-0")
    back.until("hello")
    say("再来")
    assert title(back.until("message")) == "再来"


def test_a_clock_that_goes_back_hides_nothing(service: Start, listen: Listen) -> None:
    stream.client().xadd(stream.STREAM, {stream.FIELD: '{"title":"将来"}'}, id="9999999999999-0")
    one = listen(service().port)
    one.until("hello")
    say("现在")
    event = one.until("message")
    assert title(event) == "现在"
    assert event["id"] == "9999999999999-1"
