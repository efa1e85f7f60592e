"""A disk that takes nothing more: said once and clearly, nothing lost, and it goes on by itself."""

import logging
import resource
import shutil
from contextlib import contextmanager

import pytest

from aggregator.articles.models import Article
from aggregator.search import jobs
from aggregator.search.asking import search
from aggregator.search.errors import NotWritable
from aggregator.search.pending import index_pending
from aggregator.search.rebuild import rebuild
from aggregator.search.status import status
from aggregator.search.turns import Keeper
from aggregator.search.upkeep import keep_up

pytestmark = pytest.mark.django_db


def never():
    return False


@contextmanager
def full_disk(size=100):
    """No file of this process grows beyond `size` bytes; Python ignores the signal of it."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("keeper", [None, Keeper()], ids=["closing", "keeping"])
@pytest.mark.parametrize("size", [100, 2000])
def test_articles_stay_pending_until_there_is_room(make, indexed, caplog, keeper, size):
    make("破产")
    keep_up([], never, keeper)
    for _ in range(50):
        make("破产", "一段正文" * 50)
    with full_disk(size), caplog.at_level(logging.ERROR):
        keep_up([], never, keeper)
        keep_up([], never, keeper)
        assert search("破产").total == 1
    assert len(caplog.records) == 2
    assert "free disk space" in caplog.records[0].message
    assert Article.objects.filter(index_pending=True).count() == 50
    assert status().message.startswith("磁盘写不进去")
    keep_up([], never, keeper)
    assert search("破产").total == 51
    assert jobs.trouble() == ""
    assert status().message == "检索正常"
    if keeper:
        keeper.release()


def test_callers_get_the_sentence(make, indexed):
    make("破产")
    with full_disk(), pytest.raises(NotWritable, match="free disk space"):
        index_pending()


@pytest.mark.parametrize("size", [0, 100, 2000])
def test_a_lost_index_is_made_anew_when_there_is_room(make, search_dir, caplog, size):
    for _ in range(50):
        make("破产", "一段正文" * 50)
    with full_disk(size):
        for _ in range(3):
            keep_up([], never)
    assert "free disk space" in caplog.text
    assert len([path for path in search_dir.iterdir() if path.is_dir()]) <= 1
    assert status().message == "检索重建中"
    keep_up([], never)
    assert search("破产").total == 50
    assert len([path for path in search_dir.iterdir() if path.is_dir()]) == 1
    assert not list(search_dir.glob("probe-*"))


def test_the_live_index_answers_while_a_rebuild_finds_no_room(make, indexed, search_dir):
    for _ in range(50):
        make("破产", "一段正文" * 50)
    indexed()
    for _ in range(3):
        with full_disk(2000), pytest.raises(NotWritable):
            rebuild()
    assert jobs.last("rebuild").state == "failed"
    assert search("破产").total == 50
    assert len([path for path in search_dir.iterdir() if path.is_dir()]) <= 2
    assert rebuild()
    assert search("破产").total == 50


def test_a_folder_that_cannot_be_made_is_said(make, settings, search_dir, caplog):
    shutil.rmtree(search_dir, ignore_errors=True)
    settings.SEARCH_DIR = "/proc/index"
    make("破产")
    keep_up([], never)
    assert "cannot be made" in caplog.text
    assert not status().ok
