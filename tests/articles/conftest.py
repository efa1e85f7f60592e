"""A real server on loopback that outlets stand in for."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from aggregator.web import Policy

RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>示例</title>
{items}</channel></rss>"""


@dataclass
class Outlet:
    """What the server says at each path: (status, headers, body)."""

    base: str = ""
    pages: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def say(self, path: str, *items: str, status: int = 200, **headers: str) -> None:
        """Answer at `path` with a feed of these titles."""
        lines = "".join(
            f"<item><title>{t}</title><link>https://outlet.example/{t}</link></item>" for t in items
        )
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = (status, named, RSS.format(items=lines).encode())


@pytest.fixture
def outlet(settings: Settings) -> Iterator[Outlet]:
    """A running server that the feeds' policy may reach."""
    said = Outlet()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            said.asked.append((self.path, dict(self.headers)))
            status, headers, body = said.pages.get(self.path, (404, {}, b""))
            tag = headers.get("ETag")
            if tag and self.headers.get("If-None-Match") == tag:
                status, body = 304, b""
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if status != 304:
                self.send_header("Content-Type", "application/rss+xml")
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    place = f"127.0.0.1:{server.server_port}"
    said.base = f"http://{place}"
    settings.FEED_POLICY = Policy(user_agent="newsroom-tests", trusted=frozenset({place}))
    Thread(target=server.serve_forever, daemon=True).start()
    yield said
    server.shutdown()
    server.server_close()
