"""One way out: nothing but aggregator/web may reach the network."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# These listen, or ask whether a port is free; they fetch nothing.
MAY_USE_SOCKETS = frozenset({"newsroom/ports.py", "newsroom/demo/server.py", "newsroom/valkey.py"})
SOCKETS = frozenset({"socket", "_socket", "socketserver", "selectors"})
# The live service listens with aiohttp.web, whose modules fetch nothing; the package's own name
# would bring its client along.
LISTENING = {
    "aggregator/live/server.py": frozenset({"aiohttp.web", "aiohttp.web_protocol"}),
    "aggregator/live/__main__.py": frozenset({"aiohttp.http_exceptions"}),
}
CLIENTS = frozenset(
    {
        "aiohappyeyeballs", "aiohttp", "curl_cffi", "ftplib", "grpc", "http.client", "httpcore",
        "httplib2", "httpx", "imaplib", "nntplib", "poplib", "pycurl", "requests", "smtplib",
        "telnetlib", "urllib.request", "urllib3", "websocket", "websockets", "xmlrpc.client",
    }
)  # fmt: skip
CONNECTING_CALLS = frozenset(
    {"open_connection", "create_connection", "create_datagram_endpoint", "sock_connect"}
)
CONNECTING = frozenset(f"asyncio.{name}" for name in CONNECTING_CALLS)
# Bytes only ever come in by these spellings; a name says what it holds.
PARSED_FROM = frozenset({"body", "raw", "document", "content", "data", "markup", "xml"})


def ways_out(source: str, path: str) -> Iterator[str]:
    """What in a module could reach the network, as "path:line what"."""
    banned = CLIENTS if path in MAY_USE_SOCKETS else CLIENTS | SOCKETS
    allowed = LISTENING.get(path, frozenset())
    for node in ast.walk(ast.parse(source)):
        for what in _suspects(node, banned):
            if any(_covers(frozenset({name}), what) for name in allowed):
                continue
            yield f"{path}:{getattr(node, 'lineno', 0)} {what}"


def _suspects(node: ast.AST, banned: frozenset[str]) -> Iterator[str]:
    match node:
        case ast.Import(names=names):
            yield from (each.name for each in names if _covers(banned, each.name))
        case ast.ImportFrom(module=str(module), names=names, level=0):
            full = [f"{module}.{each.name}" for each in names]
            yield from (name for name in full if _covers(banned | CONNECTING, name))
        case ast.Attribute(attr=name) if name in CONNECTING_CALLS:
            yield name
        case ast.Call(
            func=ast.Name(id="__import__" | "import_module") | ast.Attribute(attr="import_module"),
            args=[ast.Constant(value=str(name)), *_],
        ) if _covers(banned, name):
            yield name
        case ast.Call(
            func=ast.Attribute(value=ast.Name(id="feedparser"), attr="parse"), args=[first, *_]
        ) if not _is_bytes(first):
            yield "feedparser.parse, which fetches what looks like a URL"


def _covers(banned: frozenset[str], name: str) -> bool:
    """Whether `name` is a banned module or lies inside one."""
    return any(name == each or name.startswith(f"{each}.") for each in banned)


def _is_bytes(node: ast.expr) -> bool:
    """Whether an argument is plainly bytes in memory: BytesIO(...), a bytes literal, a body."""
    match node:
        case ast.Call(func=ast.Name(id="BytesIO") | ast.Attribute(attr="BytesIO" | "encode")):
            return True
        case ast.Constant(value=bytes()):
            return True
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name in PARSED_FROM
    return False


def _modules() -> list[Path]:
    found = [*ROOT.glob("aggregator/**/*.py"), *ROOT.glob("newsroom/**/*.py"), ROOT / "manage.py"]
    return [path for path in found if path.exists() and "aggregator/web/" not in path.as_posix()]


def test_only_the_web_room_reaches_the_network() -> None:
    scanned = _modules()
    found = [
        way
        for path in scanned
        for way in ways_out(path.read_text("utf-8"), path.relative_to(ROOT).as_posix())
    ]

    assert len(scanned) > 5
    assert not found, "use aggregator.web instead: " + "; ".join(found)


@pytest.mark.parametrize(
    "source",
    [
        "import socket",
        "import urllib.request as u",
        "from urllib import request",
        "from urllib.request import urlopen",
        "def f():\n    import aiohttp.client",
        "from http import client",
        "import requests, os",
        "from asyncio import open_connection",
        "import asyncio\nasyncio.open_connection('h', 1)",
        "loop.create_connection(None)",
        "__import__('httpx')",
        "import importlib\nimportlib.import_module('urllib3.poolmanager')",
        "feedparser.parse(url)",
        "feedparser.parse('http://h/')",
    ],
)
def test_the_scan_catches_a_way_out(source: str) -> None:
    assert list(ways_out(source, "aggregator/feeds/sample.py"))


@pytest.mark.parametrize(
    "source",
    [
        "from urllib.parse import urlsplit",
        "from http import HTTPStatus",
        "import redis",
        "import asyncio\nasyncio.run(f())",
        "from . import request",
        "feedparser.parse(BytesIO(text))",
        "feedparser.parse(fresh.body)",
        "feedparser.parse(b'<rss/>')",
    ],
)
def test_the_scan_lets_harmless_code_be(source: str) -> None:
    assert not list(ways_out(source, "aggregator/feeds/sample.py"))


@pytest.mark.parametrize(
    "source",
    [
        "import aiohttp",
        "from aiohttp import ClientSession",
        "from aiohttp import web, ClientSession",
        "import aiohttp.client",
        "import socket",
        "from urllib.request import urlopen",
        "asyncio.open_connection('h', 1)",
    ],
)
def test_the_live_service_listens_and_fetches_nothing(source: str) -> None:
    path = "aggregator/live/server.py"
    assert not list(ways_out("from aiohttp import web", path))
    assert list(ways_out("from aiohttp import web", "aggregator/live/hub.py"))
    assert list(ways_out(source, path))


def test_a_listening_module_may_use_sockets_and_nothing_more() -> None:
    assert not list(ways_out("import socket", "newsroom/ports.py"))
    assert list(ways_out("import urllib.request", "newsroom/ports.py"))
    assert list(ways_out("import socket", "newsroom/other.py"))
