"""One batch of everything that a hostile or broken server can send, with good feeds among it."""

import gzip
import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from threading import Event, Thread

import pytest
from pytest_django.fixtures import Settings

from aggregator.articles.models import Article
from aggregator.articles.poll import poll
from aggregator.feeds.models import Feed, Source
from aggregator.web import Policy

NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
pytestmark = pytest.mark.django_db(transaction=True)
Says = Callable[[socket.socket, Event], None]
MEGABYTE = 1024 * 1024


def rss(*items: str) -> bytes:
    return (
        f'<rss version="2.0"><channel><title>示例</title>{"".join(items)}</channel></rss>'.encode()
    )


def item(title: str, link: str = "", guid: str = "", more: str = "") -> str:
    parts = {"title": title, "link": link, "guid": guid}
    return "<item>" + "".join(f"<{n}>{v}</{n}>" for n, v in parts.items() if v) + more + "</item>"


def body(content: bytes, *headers: str) -> Says:
    def say(peer: socket.socket, _: Event) -> None:
        lines = ["HTTP/1.1 200 OK", "Connection: close", f"Content-Length: {len(content)}"]
        peer.sendall("\r\n".join([*lines, *headers, "", ""]).encode() + content)

    return say


def endless(peer: socket.socket, over: Event) -> None:
    peer.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    chunk = b"<item><title>x</title></item>" * 2000
    while not over.is_set():
        peer.sendall(f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n")


def drip(peer: socket.socket, over: Event) -> None:
    peer.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    while not over.wait(1):
        peer.sendall(b"<")


def unending_headers(peer: socket.socket, over: Event) -> None:
    peer.sendall(b"HTTP/1.1 200 OK\r\n")
    while not over.is_set():
        peer.sendall(b"X-Filler: " + b"x" * 1000 + b"\r\n")


BOMB = (
    b'<!DOCTYPE a [<!ENTITY a "ha">'
    + b"".join(
        f'<!ENTITY {new} "{f"&{old};" * 10}">'.encode()
        for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + b"]>"
    + rss(item("&i;"))
)
TEN_THOUSAND = rss(*(item(f"第 {n} 条", f"https://many.example/{n}") for n in range(10_000)))
PAGES: dict[str, Says] = {
    "/good": body(rss(item("好稿一", "https://good.example/1"), item("好稿二", "https://good.example/2"))),
    "/zero": body(b""),
    "/50mb": body(b"<rss>" + b"x" * (50 * MEGABYTE)),
    "/endless": endless,
    "/gzip": body(gzip.compress(b" " * (300 * MEGABYTE), 1), "Content-Encoding: gzip"),
    "/text": body("服务器正在维护，请稍后再来。".encode()),
    "/bomb": body(BOMB),
    "/many": body(TEN_THOUSAND),
    "/bare": body(rss("<item></item>", item("无链接的稿件"), item("", "https://bare.example/1"))),
    "/future": body(rss(item("未来稿", "https://f.example/1", more="<pubDate>2099-01-02 03:04:05</pubDate>"))),
    "/script": body(rss(item("脚本稿", "javascript:alert(1)", "s1"))),
    "/guid": body(rss(item("甲稿", "https://g.example/1", "same"), item("乙稿", "https://g.example/2", "same"))),
    "/drip": drip,
    "/headers": unending_headers,
    "/late": body(rss(item("晚稿", "https://late.example/1"))),
}  # fmt: skip


@pytest.fixture
def base(settings: Settings) -> Iterator[str]:
    """A server that says PAGES; it may be reached, and time is short."""
    over = Event()
    listener = socket.create_server(("127.0.0.1", 0), backlog=64)
    place = f"127.0.0.1:{listener.getsockname()[1]}"

    def answer(peer: socket.socket) -> None:
        with peer, suppress(OSError):
            path = peer.recv(65536).split(b" ")[1].decode()
            PAGES[path](peer, over)

    def listen() -> None:
        with suppress(OSError):
            while not over.is_set():
                Thread(target=answer, args=(listener.accept()[0],), daemon=True).start()

    Thread(target=listen, daemon=True).start()
    policy = Policy(user_agent="newsroom-tests", trusted=frozenset({place}))
    settings.FEED_POLICY = replace(policy, timeout_seconds=4.0, per_host=len(PAGES))
    yield f"http://{place}"
    over.set()
    listener.close()


def test_every_bad_feed_is_named_and_the_good_ones_are_unharmed(base: str) -> None:
    source = Source.objects.create(slug="s", name="示例")
    feeds = {
        path: Feed.objects.create(source=source, title=path, url=base + path) for path in PAGES
    }
    reports = poll([feed.pk for feed in feeds.values()], NOW)
    assert len(reports) == len(feeds)
    for feed in feeds.values():
        feed.refresh_from_db()

    states = {path: feed.state for path, feed in feeds.items()}
    assert states == {
        "/good": "ok", "/zero": "broken", "/50mb": "failing", "/endless": "failing",
        "/gzip": "failing", "/text": "broken", "/bomb": "broken", "/many": "ok", "/bare": "ok",
        "/future": "ok", "/script": "ok", "/guid": "ok", "/drip": "failing",
        "/headers": "failing", "/late": "ok",
    }  # fmt: skip
    for path, state in states.items():
        assert bool(feeds[path].message) == (state != "ok"), path
        assert feeds[path].due_at is not None
        assert feeds[path].leased_until is None
    assert "10000" in feeds["/many"].notes[0]
    assert "200" in feeds["/many"].notes[0]
    assert feeds["/bare"].notes == ["有 2 条既无标题也无正文，未收录。"]

    articles = {path: list(feed.articles.order_by("pk")) for path, feed in feeds.items()}
    counts = {path: len(found) for path, found in articles.items() if found}
    assert counts == {
        "/good": 2, "/many": 200, "/bare": 1, "/future": 1, "/script": 1, "/guid": 2, "/late": 1,
    }  # fmt: skip
    assert Article.objects.count() == sum(counts.values())
    [future] = articles["/future"]
    assert (future.published_at, future.flags) == (NOW, ["future_date"])
    [script] = articles["/script"]
    assert (script.url, script.flags) == ("", ["bad_link"])
    assert {article.title for article in articles["/guid"]} == {"甲稿", "乙稿"}
    again = poll([feeds["/guid"].pk, feeds["/good"].pk, feeds["/script"].pk], NOW)
    assert [report.created for report in again] == [0, 0, 0]
