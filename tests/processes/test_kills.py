"""kill -9 while entries are being taken in: after restarts each is there once, and found."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.processes.conftest import Newsroom
from tests.processes.feeds import Item, write_feeds

pytestmark = pytest.mark.processes
ITEMS = 2000
SECONDS = 300  # some ten by itself; other programs may want the processor, too
TEXT = "比特币价格在亚洲时段上涨，交易所的现货成交量同步放大，分析师提醒注意回调风险。" * 12


def items(outlet: str) -> list[Item]:
    return [
        Item(
            title=f"{outlet}第 {n} 号快讯：以太坊巨鲸转出 {n} 枚 ETH",
            guid=f"{outlet}-{n}",
            link=f"https://{outlet}.example/news/{n}",
            text=TEXT,
            published="Fri, 02 Jan 2026 03:04:05 +0800",
        )
        for n in range(ITEMS // 2)
    ]


@pytest.fixture(scope="module")
def newsroom(
    newsrooms: Callable[..., Newsroom], tmp_path_factory: pytest.TempPathFactory
) -> Newsroom:
    folder: Path = tmp_path_factory.mktemp("feeds")
    assert write_feeds(folder, {name: items(name) for name in ("jia", "yi")}) == 10
    return newsrooms(
        "tests.processes.own_feeds",
        CATALOGUE="demo",
        FEEDS_FOLDER=str(folder),
        POLL_SECONDS="1",
        BITCOIN_PROVIDER="none",
        ETHEREUM_PROVIDER="none",
        PRICE_PROVIDER="none",
    )


def indexed(newsroom: Newsroom) -> int:
    return newsroom.number("SELECT count(*) FROM articles_article WHERE NOT index_pending")


def poll_all_anew(newsroom: Newsroom) -> None:
    """As if the feeds had never been polled, so that every entry is read once more."""
    with sqlite3.connect(newsroom.var / "newsroom.sqlite3", timeout=20) as database:
        database.execute("UPDATE feeds_feed SET due_at = NULL, body_hash = '', last_modified = ''")


@pytest.mark.parametrize(
    ("service", "progress"),
    [("worker", Newsroom.articles), ("valkey", Newsroom.articles), ("indexer", indexed)],
    ids=["worker", "valkey", "indexer"],
)
def test_a_kill_in_the_middle_ends_all_and_names_the_service(
    newsroom: Newsroom, service: str, progress: Callable[[Newsroom], int]
) -> None:
    before = progress(newsroom)
    newsroom.start()
    newsroom.wait_for(lambda: progress(newsroom) > before)
    newsroom.kill(service)
    assert newsroom.wait_for_end() == 1
    assert f"newsroom: {service} ended by itself (status -9)" in newsroom.said
    assert newsroom.processes() == {}


def test_in_the_end_every_entry_is_there_once_and_indexed(newsroom: Newsroom) -> None:
    newsroom.start()
    newsroom.wait_for(lambda: newsroom.articles() == ITEMS, SECONDS)
    newsroom.wait_for(lambda: indexed(newsroom) == ITEMS, SECONDS)
    poll_all_anew(newsroom)
    newsroom.wait_for(
        lambda: newsroom.number("SELECT count(*) FROM feeds_feed WHERE due_at IS NULL") == 0
    )
    assert newsroom.articles() == ITEMS
    assert newsroom.doubled() == []
    assert newsroom.number("SELECT count(*) FROM articles_revision") == 0
    checked = newsroom.manage("search", "check")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    found = newsroom.manage("search", "query", "jia 第 777 号快讯")
    assert found.stdout.startswith("共 1 篇"), found.stdout
    assert newsroom.interrupt() == 0
