"""13,482 real items, served as feeds of their outlets: each is there once, tagged and found."""

import gzip
import json
import os
import time
from collections.abc import Callable
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from tests.processes.conftest import ROOT, Newsroom
from tests.processes.feeds import Item, write_feeds

pytestmark = [pytest.mark.processes, pytest.mark.real]
DATA = Path(os.environ.get("NEWSROOM_REAL_DATA") or ROOT.parent / "shared" / "data")
FILE = DATA / "news" / "items.jsonl.gz"
EVERY = 50  # the items that are searched for, of all
SECONDS = 600  # a minute or two by itself; other programs may want the processor, too

FIND = """
import json, pathlib
from aggregator.articles.models import Article
from aggregator.search.asking import search
folder = pathlib.Path({folder!r})
missed = []
for title in json.loads((folder / "wanted.json").read_text()):
    hits = search(title, limit=100).hits
    if not Article.objects.filter(pk__in=[hit.article_id for hit in hits], title=title).exists():
        missed.append(title)
(folder / "missed.json").write_text(json.dumps(missed))
"""


@pytest.fixture(scope="module")
def items() -> list[dict[str, Any]]:
    """All of them, those with one address side by side, as one feed shows them."""
    if not FILE.exists():
        pytest.skip(f"no real items: {FILE} is absent (set NEWSROOM_REAL_DATA)")
    with gzip.open(FILE, "rt", encoding="utf-8") as lines:
        return sorted((json.loads(line) for line in lines), key=lambda item: item["url"])


def outlet(item: dict[str, Any]) -> str:
    source = item["source"].lower()
    return source if source in {"chaincatcher", "foresight"} else "blockbeats"


def as_item(item: dict[str, Any]) -> Item:
    published = item["published"]
    return Item(
        title=item["title"],
        guid=item["id"],
        link=item["url"],
        text=item["body"],
        published=format_datetime(datetime.fromisoformat(published)) if published else "",
    )


@pytest.fixture(scope="module")
def newsroom(
    newsrooms: Callable[..., Newsroom],
    items: list[dict[str, Any]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Newsroom:
    folder = tmp_path_factory.mktemp("feeds")
    outlets: dict[str, list[Item]] = {}
    for item in items:
        outlets.setdefault(outlet(item), []).append(as_item(item))
    assert len(outlets) == 3
    write_feeds(folder, outlets)
    one = newsrooms(
        "tests.processes.own_feeds",
        CATALOGUE="demo",
        FEEDS_FOLDER=str(folder),
        POLL_SECONDS="1",
        BITCOIN_PROVIDER="none",
        ETHEREUM_PROVIDER="none",
        PRICE_PROVIDER="none",
    )
    one.start()
    return one


def test_all_are_taken_in_once(
    newsroom: Newsroom,
    items: list[dict[str, Any]],
    record_property: Callable[[str, object], None],
) -> None:
    assert len({item["id"] for item in items}) == len(items)
    newsroom.wait_for(lambda: newsroom.articles() > 0)
    first, started = newsroom.articles(), time.monotonic()
    newsroom.wait_for(
        lambda: newsroom.number("SELECT count(*) FROM feeds_feed WHERE state = 'new'") == 0, SECONDS
    )
    rate = (newsroom.articles() - first) / (time.monotonic() - started)
    record_property("entries_per_second", round(rate))
    print(f"taken in: {rate:.0f} entries/s")
    assert newsroom.rows("SELECT title, state, message FROM feeds_feed WHERE state <> 'ok'") == []
    assert newsroom.articles() == len(items)
    assert newsroom.doubled() == []
    assert newsroom.number("SELECT count(*) FROM articles_revision") == 0


def test_most_carry_a_tag(newsroom: Newsroom, items: list[dict[str, Any]]) -> None:
    tagged = newsroom.number("SELECT count(DISTINCT article_id) FROM articles_articletag")
    print(f"tagged: {tagged / len(items):.1%}")
    assert tagged >= 0.6 * len(items)


def test_each_is_found_by_the_words_of_its_title(
    newsroom: Newsroom, items: list[dict[str, Any]], tmp_path: Path
) -> None:
    pending = "SELECT count(*) FROM articles_article WHERE index_pending"
    newsroom.wait_for(lambda: newsroom.number(pending) == 0, SECONDS)
    titles = [row[0] for row in newsroom.rows("SELECT title FROM articles_article ORDER BY id")]
    wanted = titles[::EVERY]
    assert len(wanted) >= 200
    (tmp_path / "wanted.json").write_text(json.dumps(wanted))
    asked = newsroom.manage("shell", "--no-imports", code=FIND.format(folder=str(tmp_path)))
    assert asked.returncode == 0, asked.stderr
    assert json.loads((tmp_path / "missed.json").read_text()) == []
    checked = newsroom.manage("search", "check")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert newsroom.interrupt() == 0
