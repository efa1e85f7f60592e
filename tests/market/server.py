"""A local HTTP server that answers what a test lays down for each path."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from aggregator.web import Policy

Rpc = Callable[[str, list[object]], object]


@dataclass
class Server:
    """answers: path without query -> (status, body). An object is sent as JSON, bytes as they
    are; None as the body keeps the connection open without an answer until the test is over.
    rpc: answers POSTed batches, one call each; what it raises is a JSON-RPC error."""

    port: int
    answers: dict[str, tuple[int, object]] = field(default_factory=dict)
    rpc: Rpc | None = None
    asked: list[str] = field(default_factory=list)
    authorizations: list[str | None] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def policy(self, timeout: float = 10.0) -> Policy:
        trusted = frozenset({f"127.0.0.1:{self.port}"})
        return Policy(user_agent="newsroom-test", trusted=trusted, timeout_seconds=timeout)


@contextmanager
def serving() -> Iterator[Server]:
    """A server on a port of its own, gone afterwards."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"]))
            server.authorizations.append(self.headers["Authorization"])
            if server.rpc is None:
                self._answer()
            else:
                self._send(200, [_reply(server.rpc, call) for call in json.loads(raw)])

        def _answer(self) -> None:
            server.asked.append(self.path)
            path = self.path.partition("?")[0]
            status, body = server.answers.get(path, (404, b"not found"))
            if body is None:
                server.over.wait(30)
            else:
                self._send(status, body)

        def _send(self, status: int, body: object) -> None:
            data = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *args: object) -> None:
            """Keep the test's output to itself."""

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server = Server(httpd.server_address[1])
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        httpd.shutdown()
        thread.join()
        httpd.server_close()


class RpcError(Exception):
    """A JSON-RPC error with this code."""


def _reply(rpc: Rpc, call: dict) -> dict[str, object]:
    try:
        return {"jsonrpc": "2.0", "id": call["id"], "result": rpc(call["method"], call["params"])}
    except RpcError as fault:
        error = {"code": fault.args[0], "message": "no"}
        return {"jsonrpc": "2.0", "id": call["id"], "error": error}
