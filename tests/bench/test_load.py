"""The load asks a real server, every address in turn, exactly as often as told."""

from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from bench.line import Line, LineError
from bench.load import WARM_UP, WrongAnswerError, load


class Server(ThreadingHTTPServer):
    """Counts who asked for what."""

    daemon_threads = True
    asked: Counter[str]

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        assert isinstance(self.server, Server)
        self.server.asked[self.path] += 1
        if self.path == "/closed":
            self.close_connection = True
            return
        body = b"x" * 10
        self.send_response(404 if self.path == "/missing" else 200)
        if self.path != "/endless":
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server(("127.0.0.1", 0), Handler)
    made.asked = Counter()
    Thread(target=made.serve_forever, daemon=True).start()
    yield made
    made.shutdown()
    made.server_close()


async def test_every_request_is_counted(server: Server) -> None:
    one, other = f"{server.base}/one", f"{server.base}/other"
    found = await load([one, other], count=7, concurrency=3, rounds=2)
    assert [len(found[url].latencies) for url in (one, other)] == [14, 14]
    assert server.asked == {"/one": 14 + WARM_UP, "/other": 14 + WARM_UP}
    assert found[one].size == 10
    assert found[one].took > 0


async def test_an_answer_that_is_no_page_is_not_measured(server: Server) -> None:
    with pytest.raises(WrongAnswerError, match="404"):
        await load([f"{server.base}/missing"], count=1, concurrency=1, rounds=1)


async def test_at_a_rate_the_wait_counts_and_no_more_is_sent(server: Server) -> None:
    url = f"{server.base}/one"
    found = await load([url], count=20, concurrency=1, rounds=1, rate=2000)
    assert len(found[url].latencies) == 20
    assert found[url].took >= 19 / 2000
    assert min(found[url].latencies) > 0


async def test_a_server_that_hangs_up_is_said_so(server: Server) -> None:
    with pytest.raises(LineError, match="hung up"):
        await load([f"{server.base}/closed"], count=1, concurrency=1, rounds=1)


async def test_an_answer_without_a_length_is_not_measured(server: Server) -> None:
    with pytest.raises(LineError, match="length"):
        await load([f"{server.base}/endless"], count=1, concurrency=1, rounds=1)


async def test_nothing_is_asked_on_a_line_that_is_not_open() -> None:
    line = Line()
    line.close()
    with pytest.raises(LineError, match="not connected"):
        await line.get("http://127.0.0.1:9/")
