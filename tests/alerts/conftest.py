"""Articles, saved searches, and a server that takes what webhooks are sent."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from threading import Lock, Thread
from typing import Any

import pytest
from pytest_django import Settings

from aggregator.alerts import current
from aggregator.alerts.models import Delivery, SavedSearch
from aggregator.articles.models import Article, ArticleTag, Tag
from aggregator.feeds.models import Source
from aggregator.web import Policy

NOON = datetime(2026, 3, 25, 4, tzinfo=UTC)
SAVED = NOON - timedelta(hours=1)

Make = Callable[..., Article]
Save = Callable[..., SavedSearch]


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing compiled for another test's searches."""
    monkeypatch.setattr(current._Held, "compiled", None)


@pytest.fixture
def make(db: None) -> Make:
    """Make an article that we saw at NOON: title, text, and any of source and the model's fields."""
    numbers = count(1)

    def article(
        title: str = "比特币突破新高",
        text: str = "",
        *,
        source: str = "outlet",
        policy: str = Source.TextPolicy.EXCERPT,
        tags: Iterable[Tag] = (),
        **fields: Any,
    ) -> Article:
        number = next(numbers)
        outlet, _ = Source.objects.get_or_create(
            slug=source, defaults={"name": source, "text_policy": policy}
        )
        values = {
            "source": outlet,
            "url": f"https://outlet.example/{number}",
            "url_key": f"{number:064}",
            "guid_key": f"{number:064}",
            "title": title,
            "text": text,
            "first_seen_at": NOON,
            "sorted_at": NOON,
            "updated_at": NOON,
            "content_hash": "",
        }
        made = Article.objects.create(**(values | fields))
        for tag in tags:
            ArticleTag.objects.create(article=made, tag=tag, sorted_at=made.sorted_at)
        return made

    return article


@dataclass
class Receiver:
    """A webhook's server: `status` and `headers` of its answers; `got` is what it was sent."""

    url: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    before: Callable[[], None] = lambda: None

    @property
    def messages(self) -> list[dict[str, Any]]:
        return [json.loads(body) for _, body in self.got]


@pytest.fixture
def receiver(settings: Settings) -> Iterator[Receiver]:
    said = Receiver()
    lock = Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            with lock:
                said.got.append((dict(self.headers), body))
            said.before()
            self.send_response(said.status)
            for name, value in {**said.headers, "Content-Length": str(len(said.body))}.items():
                self.send_header(name, value)
            self.end_headers()
            with suppress(ConnectionError):  # the client has seen enough
                self.wfile.write(said.body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    place = f"127.0.0.1:{server.server_port}"
    said.url = f"http://{place}/hook"
    settings.WEBHOOK_POLICY = Policy("newsroom-test", trusted=frozenset({place}), timeout_seconds=5)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield said
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def save(db: None) -> Save:
    """Save a search an hour before NOON, with a webhook that nobody answers at."""

    def search(query: str, **fields: Any) -> SavedSearch:
        values = {
            "name": f"订阅 {SavedSearch.objects.count() + 1}",
            "query": query,
            "webhook_url": "https://hooks.example/in",
            "created_at": SAVED,
            "since": SAVED,
        }
        return SavedSearch.objects.create(**(values | fields))

    return search


def due(search: SavedSearch, article: Article, **fields: Any) -> Delivery:
    """A message that is to be sent at NOON."""
    values = {"next_at": NOON, "created_at": NOON}
    return Delivery.objects.create(search=search, article=article, **(values | fields))
