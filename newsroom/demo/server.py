"""The demo server: a thin HTTP shell around `routes`, on the loopback address only."""

import argparse
import signal
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import FrameType

from newsroom.demo.answer import Answer, conditional
from newsroom.demo.errors import DemoError
from newsroom.demo.routes import Moment, answer_get, answer_post
from newsroom.demo.script import events
from newsroom.demo.started import load_started

HOST = "127.0.0.1"
MAX_POST = 100_000


class DemoServer(ThreadingHTTPServer):
    """Serves the demo that began at `started`; `clock` gives the time (aware) of each request."""

    daemon_threads = True

    def __init__(self, port: int, started: datetime, clock: Callable[[], datetime]) -> None:
        super().__init__((HOST, port), DemoHandler)
        self.started = started
        self.clock = clock

    @property
    def base(self) -> str:
        """The server's address, without a slash at its end."""
        return f"http://{HOST}:{self.server_address[1]}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A reader that hangs up early is no fault of ours; anything else is shown."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    def moment(self) -> Moment:
        """The state of the demo for a request that comes now."""
        return Moment(self.started, self.clock(), self.base)


class DemoHandler(BaseHTTPRequestHandler):
    """GET, HEAD and POST; everything else is the standard library's 501."""

    protocol_version = "HTTP/1.1"
    server_version = "NewsroomDemo"
    sys_version = ""
    timeout = 30

    def _moment(self) -> Moment:
        assert isinstance(self.server, DemoServer)  # noqa: S101 -- says it to the type checker
        return self.server.moment()

    def _send(self, answer: Answer, *, body: bool = True) -> None:
        self.send_response(answer.status)
        if answer.status != 304:
            self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(len(answer.body)))
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()
        if body:
            self.wfile.write(answer.body)

    def _conditional(self) -> Answer:
        sent = {name.lower(): value for name, value in self.headers.items()}
        return conditional(answer_get(self.path, self._moment()), sent)

    def do_GET(self) -> None:
        self._send(self._conditional())

    def do_HEAD(self) -> None:
        self._send(self._conditional(), body=False)

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > MAX_POST:
            self.close_connection = True
            self._send(Answer(413, "text/plain", b"body too large or of unknown length"))
            return
        self._send(answer_post(self.path, self.rfile.read(int(length)), self._moment()))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing: the newsroom polls every few seconds and logs its own side."""


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m newsroom.demo", description="示例信源服务")
    parser.add_argument("--port", type=int, default=8790, help="监听端口，默认 8790")
    parser.add_argument("--var", type=Path, default=Path("var"), help="存放起始时间的目录")
    return parser.parse_args(arguments)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until Ctrl-C or SIGTERM. Returns 1, with a sentence, when it cannot start."""
    options = _options(arguments)
    try:
        events()
        started = load_started(options.var, datetime.now(UTC))
        server = DemoServer(options.port, started, lambda: datetime.now(UTC))
    except DemoError as error:
        print(f"示例信源没有启动：{error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(
            f"示例信源没有启动：端口 {options.port} 或目录 {options.var} 不可用"
            f"（{error.strerror}），用 --port 或 --var 换一个",
            file=sys.stderr,
        )
        return 1
    signal.signal(signal.SIGTERM, _stop)
    with server:
        print(f"示例信源：{server.base}/", flush=True)
        try:
            server.serve_forever(poll_interval=0.2)
        except KeyboardInterrupt:
            print("示例信源已停止", flush=True)
    return 0
