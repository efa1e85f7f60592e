"""What /readyz and the desk hear of the index."""

from datetime import timedelta

import pytest
from django.utils import timezone
from redis.exceptions import ConnectionError as RedisConnectionError

from aggregator.articles.models import Article
from aggregator.search import jobs
from aggregator.search import status as status_module
from aggregator.search.errors import IndexUnavailable
from aggregator.search.status import IndexStatus, status

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def test_nothing_waits(make, indexed):
    make("破产")
    indexed()
    assert status(NOW) == IndexStatus(True, 1, 0, "检索正常", None)
    assert not status(NOW).late


def test_the_lag_is_that_of_the_oldest_change(make, empty_index):
    for minutes in (1, 3, 2):
        make("破产", updated_at=NOW - timedelta(minutes=minutes))
    make("破产", updated_at=NOW - timedelta(hours=9), index_pending=False)
    found = status(NOW)
    assert (found.ok, found.pending, found.lag_seconds) == (True, 3, 180.0)
    assert found.message == "还有 3 篇稿件等待索引"
    assert not found.late


def test_a_long_lag_is_said_and_takes_nothing_away(make, empty_index):
    make("破产", updated_at=NOW - timedelta(minutes=7))
    found = status(NOW)
    assert (found.ok, found.late) == (True, True)
    assert found.message == "索引落后 7 分钟，还有 1 篇稿件等待"


def test_a_change_of_the_future_is_no_lag(make, empty_index):
    make("破产", updated_at=NOW + timedelta(minutes=7))
    assert status(NOW).lag_seconds == 0


def test_it_is_one_query_that_is_bounded(make, empty_index, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(status_module, "MOST", 2)
    for _ in range(3):
        make("破产", updated_at=NOW)
    with django_assert_num_queries(1):
        found = status(NOW)
    assert (found.pending, found.message) == (2, "还有 2 篇以上稿件等待索引")


def test_a_lost_index_is_being_made(make):
    make("破产")
    assert status(NOW).message == "检索重建中"
    with jobs.telling("rebuild") as job:
        job.progress(1200, 80_000)
    assert status().message == "检索重建中（1,200 / 80,000 篇）"
    assert status(timezone.now() + jobs.SILENT).message == "检索重建中"
    job.end("好了")
    assert status().message == "检索重建中"


def test_a_job_that_fails_says_why():
    def fail():
        with jobs.telling("check"):
            raise IndexUnavailable("gone")

    with pytest.raises(IndexUnavailable):
        fail()
    found = jobs.last("check")
    assert (found.state, found.said) == ("failed", "gone")


def test_without_a_cache_the_work_is_done_all_the_same(make, indexed, monkeypatch, caplog):
    class Away:
        def get(self, key):
            raise RedisConnectionError("no socket")

        def set(self, key, value, timeout):
            raise RedisConnectionError("no socket")

    make("破产")
    monkeypatch.setattr(jobs, "cache", Away())
    jobs.set_trouble("磁盘写不进去")
    assert jobs.last("rebuild") is None
    assert indexed() == 1
    assert status(NOW).message == "检索正常"
    assert "no cache" in caplog.text
    assert not Article.objects.filter(index_pending=True).exists()
