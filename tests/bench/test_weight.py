"""What a first view costs: the page, its styles, its scripts and what they import."""

import gzip
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from pytest_django import Settings

from bench.site.plain import BARE, application_of, fixed
from bench.site.weight import weigh

FILES = {
    "/": '<link rel="icon" href="/x.svg"><link rel="stylesheet" href="/a.css">'
    '<script src="/one.js" defer></script><script type="module" src="/two.js"></script>',
    "/a.css": "b{}" * 50,
    "/one.js": "1",
    "/two.js": 'import { a } from "./three.js";import "/one.js"',
    "/three.js": 'export { b } from "./two.js"',
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = gzip.compress(FILES[self.path].encode(), mtime=0)
        self.send_response(200)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def base() -> Iterator[str]:
    made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=made.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()
    made.server_close()


def packed(*names: str) -> int:
    return sum(len(gzip.compress(FILES[name].encode(), mtime=0)) for name in names)


def test_everything_is_counted_once_as_it_was_sent(base: str) -> None:
    found = weigh(f"{base}/")
    assert found.page == packed("/")
    assert found.styles == packed("/a.css")
    assert found.scripts == packed("/one.js", "/two.js", "/three.js")
    assert found.all == packed(*FILES)


def test_the_plain_answers_are_as_long_as_told(settings: Settings) -> None:
    settings.ROOT_URLCONF = "newsroom.urls"  # and so again afterwards
    application = application_of(lambda environ, start: [b"the site"])
    told: list[object] = []
    body = application({"PATH_INFO": f"{BARE}17"}, lambda *head: told.append(head))
    assert b"".join(body) == fixed(17) == b"x" * 17
    assert list(application({"PATH_INFO": "/"}, lambda *_: lambda _: None)) == [b"the site"]
    assert told == [("200 OK", [("Content-Type", "text/html"), ("Content-Length", "17")])]
