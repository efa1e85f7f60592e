"""The live service as a process of its own, beside the rest or alone."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.live.conftest import Listener
from tests.live.test_tail import Server, say, server, title  # noqa: F401 - a fixture
from tests.processes.conftest import ROOT, Newsroom, free_port, newsrooms, until  # noqa: F401
from tests.processes.feeds import Item, write_feeds

pytestmark = pytest.mark.processes
Listen = Callable[..., Listener]


class Alone:
    """`python -m newsroom.service live`, on a Redis of the test's."""

    def __init__(self, redis_url: str, var: Path) -> None:
        self.port = free_port()
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        options = {"VAR": str(var), "LIVE_PORT": str(self.port), "REDIS_URL": redis_url}
        self.environ = {**kept, **options, "LOG_FORMAT": "plain"}
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "newsroom.service", "live"],
            cwd=ROOT,
            env=self.environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        until(self.answers, 60)

    def answers(self) -> bool:
        assert self.process.poll() is None, self.process.communicate()
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        except OSError:
            return False
        return True

    def end(self, how: signal.Signals) -> int:
        self.process.send_signal(how)
        return self.process.wait(30)


@pytest.fixture
def alone(server: Server, tmp_path: Path) -> Iterator[Alone]:  # noqa: F811
    made = Alone(server.url, tmp_path)
    yield made
    if made.process.poll() is None:
        made.end(signal.SIGKILL)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_service_that_ended_is_resumed_without_loss(
    alone: Alone, listen: Listen, how: signal.Signals
) -> None:
    one = listen(alone.port)
    one.until("hello")
    say("之前")
    heard = one.until("message")
    status = alone.end(how)
    assert status == (0 if how == signal.SIGTERM else -signal.SIGKILL)
    say("之间")
    alone.start()
    back = listen(alone.port, Last_Event_ID=heard["id"])
    assert [title(each) for each in back.missed()] == ["之间"]
    say("之后")
    assert title(back.until("message")) == "之后"


def test_it_gives_signs_of_life_and_little_else(alone: Alone, listen: Listen) -> None:
    from aggregator.live import stream

    until(lambda: stream.client().keys("*sign:live*"), 20)
    noise = socket.create_connection(("127.0.0.1", alone.port))
    noise.sendall(b"\x16\x03\x01 no http\r\n\r\n")
    noise.close()
    listen(alone.port).until("hello")
    assert alone.end(signal.SIGTERM) == 0
    assert alone.process.stdout is not None
    assert "Traceback" not in alone.process.stdout.read()


def test_a_taken_port_is_a_sentence(alone: Alone, server: Server, tmp_path: Path) -> None:  # noqa: F811
    done = subprocess.run(
        [sys.executable, "-m", "newsroom.service", "live"],
        cwd=ROOT,
        env=alone.environ,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    assert f"port {alone.port} on 127.0.0.1 can't be opened" in done.stderr
    assert "LIVE_PORT" in done.stderr


NO_NETWORK: dict[str, Any] = {
    "CATALOGUE": "none", "BITCOIN_PROVIDER": "none", "ETHEREUM_PROVIDER": "none",
    "PRICE_PROVIDER": "none",
}  # fmt: skip


def test_a_start_names_the_live_port_when_it_is_taken(
    newsrooms: Callable[..., Newsroom],  # noqa: F811
) -> None:
    newsroom = newsrooms(**NO_NETWORK)
    port = int(newsroom.environ["LIVE_PORT"])
    with socket.create_server(("127.0.0.1", port)):
        newsroom.start()
        assert newsroom.wait_for_end() == 1
    assert newsroom.said.strip().startswith(f"newsroom: port {port} on 127.0.0.1 is taken")
    assert "make run LIVE_PORT=" in newsroom.said


def test_what_an_outlet_says_reaches_who_listens(
    newsrooms: Callable[..., Newsroom],  # noqa: F811
    listen: Listen,
    tmp_path: Path,
) -> None:
    """From the outlet's feed through worker, stories and stream to an open page, and its row."""
    now = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime())
    item = Item("比特币突破新高", "jia-1", "https://jia.example/1", "比特币上涨。", now)
    write_feeds(tmp_path, {"jia": [item]})
    newsroom = newsrooms(
        "tests.processes.own_feeds",
        **{**NO_NETWORK, "CATALOGUE": "demo", "FEEDS_FOLDER": str(tmp_path), "POLL_SECONDS": "1"},
    )
    newsroom.start_until_ready()
    assert '"live": {"ok": true' in newsroom.ask("/readyz")[1]
    event = listen(int(newsroom.environ["LIVE_PORT"]), "/live?after=1-0").until("message")
    found = re.search(r'"id":(\d+)', event["data"])
    assert found
    assert "比特币突破新高" in newsroom.ask(f"/live/items/?ids={found[1]}")[1].replace("<wbr>", "")
    assert event["id"] in newsroom.ask("/live/poll/?after=1-0")[1]
    assert newsroom.interrupt() == 0
