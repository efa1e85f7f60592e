"""A cluster in memory, and servers that answer whatever a test wants."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from aggregator.search.engines.opensearch.client import Cluster
from aggregator.search.engines.opensearch.engine import OpenSearchEngine


@pytest.fixture
def cluster(osmem_clone: Any) -> Cluster:
    return Cluster(osmem_clone.url)


@pytest.fixture
def engine(osmem_clone: Any) -> OpenSearchEngine:
    return OpenSearchEngine(osmem_clone.url)


@pytest.fixture
def answering() -> Iterator[Callable[..., tuple[str, list[Any]]]]:
    """Start a server that gives one answer; get its address and the list of what it is asked.

    With the status None it never answers.
    """
    over = threading.Event()
    servers: list[ThreadingHTTPServer] = []

    def start(status: int | None, body: Any = None) -> tuple[str, list[Any]]:
        asked: list[Any] = []

        class Handler(BaseHTTPRequestHandler):
            def answer(self) -> None:
                asked.append(self.headers)
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                if status is None:
                    over.wait()
                    return
                page = isinstance(body, str)
                raw = body.encode() if page else json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "text/html" if page else "application/json")
                self.send_header("Content-Length", str(len(raw)))
                self.end_headers()
                self.wfile.write(raw)

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        for verb in ("GET", "POST", "PUT", "DELETE"):
            setattr(Handler, f"do_{verb}", Handler.answer)
        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        return f"127.0.0.1:{server.server_address[1]}", asked

    yield start
    over.set()
    for server in servers:
        server.shutdown()
        server.server_close()
