import http.client
import json
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from newsroom.demo.server import DemoServer, main
from tests.demo.moments import STARTED, after

ROOT = Path(__file__).parents[2]


class Clock:
    def __init__(self) -> None:
        self.now = STARTED

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def server(clock: Clock) -> Iterator[DemoServer]:
    with DemoServer(0, STARTED, clock) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def _ask(server: DemoServer, path: str, method: str = "GET", body=None, **headers: str):
    connection = http.client.HTTPConnection(*server.server_address[:2], timeout=10)
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body=body, headers=sent)
    response = connection.getresponse()
    content = response.read()
    connection.close()
    return response, content


def test_it_listens_on_loopback_only(server: DemoServer) -> None:
    assert server.server_address[0] == "127.0.0.1"
    assert server.base == f"http://127.0.0.1:{server.server_address[1]}"


def test_a_feed_is_served_then_unchanged_then_new(server: DemoServer, clock: Clock) -> None:
    path = "/demo-hangqing/rss"
    response, body = _ask(server, path)
    assert response.status == 200
    assert server.base.encode() in body
    known = {"If_None_Match": response.headers["ETag"]}
    again, empty = _ask(server, path, **known)
    assert (again.status, empty) == (304, b"")
    dated, _ = _ask(server, path, If_Modified_Since=response.headers["Last-Modified"])
    assert dated.status == 304
    clock.now = after(seconds=30)
    fresh, longer = _ask(server, path, **known)
    assert fresh.status == 200
    assert longer.count(b"<item>") > body.count(b"<item>")


def test_head_says_what_get_would_without_a_body(server: DemoServer) -> None:
    got, body = _ask(server, "/demo-ribao/atom.xml")
    head, nothing = _ask(server, "/demo-ribao/atom.xml", method="HEAD")
    assert nothing == b""
    assert head.headers["Content-Length"] == str(len(body))
    assert head.headers["ETag"] == got.headers["ETag"]


def test_one_connection_serves_many_requests(server: DemoServer) -> None:
    connection = http.client.HTTPConnection(*server.server_address[:2], timeout=10)
    for path in ("/", "/api/blocks/tip/height", "/nothing"):
        connection.request("GET", path)
        response = connection.getresponse()
        response.read()
        assert not response.will_close
    connection.close()


def test_rpc_over_http(server: DemoServer) -> None:
    request = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "eth_blockNumber"})
    response, body = _ask(server, "/eth", method="POST", body=request)
    assert response.status == 200
    assert json.loads(body)["result"] == hex(25_300_000)


def test_a_huge_post_is_refused_unread(server: DemoServer) -> None:
    response, _ = _ask(server, "/eth", method="POST", Content_Length="100001")
    assert response.status == 413


@pytest.mark.parametrize(
    ("error", "shown"),
    [(BrokenPipeError(), False), (ConnectionResetError(), False), (KeyError(), True)],
)
def test_only_our_own_faults_are_shown(
    server: DemoServer, capsys: pytest.CaptureFixture[str], error: Exception, shown: bool
) -> None:
    try:
        raise error
    except Exception:
        server.handle_error(None, ("127.0.0.1", 1))
    assert ("Traceback" in capsys.readouterr().err) is shown


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_the_command_serves_until_it_is_told_to_stop(tmp_path: Path, stop: signal.Signals) -> None:
    port = _free_port()
    command = [sys.executable, "-m", "newsroom.demo", "--port", str(port), "--var", str(tmp_path)]
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        assert f"http://127.0.0.1:{port}/" in process.stdout.readline()
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", "/demo-kuaixun/rss.xml")
        assert connection.getresponse().status == 200
        connection.close()
        process.send_signal(stop)
        _, errors = process.communicate(timeout=20)
    finally:
        process.kill()
    assert (process.returncode, errors) == (0, "")
    assert (tmp_path / "demo.json").exists()


def test_a_taken_port_is_said_with_the_cure(
    server: DemoServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    port = str(server.server_address[1])
    assert main(["--port", port, "--var", str(tmp_path)]) == 1
    assert port in (said := capsys.readouterr().err)
    assert "--port" in said


def test_a_spoilt_state_file_stops_the_start(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "demo.json").write_text("?", encoding="utf-8")
    assert main(["--port", "0", "--var", str(tmp_path)]) == 1
    assert "删掉它" in capsys.readouterr().err
