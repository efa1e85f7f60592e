"""How news of changed articles reaches the index."""

import logging

import pytest
from celery import Celery
from kombu.exceptions import OperationalError

from aggregator.articles.signals import articles_changed
from aggregator.search import jobs, tasks
from aggregator.search.asking import search
from aggregator.search.engines.embedded.folder import only_one

pytestmark = pytest.mark.django_db


class Queue:
    """Stands where the task's queue is; keeps what was sent, or cannot be reached."""

    def __init__(self, away=False):
        self.away = away
        self.sent = []

    def __call__(self, arguments, **options):
        if self.away:
            raise OperationalError("no broker")
        self.sent.append((arguments, options))


@pytest.fixture
def queue(monkeypatch):
    queue = Queue()
    monkeypatch.setattr(tasks.index_pending, "apply_async", queue)
    return queue


def test_changed_articles_wake_the_index_worker(queue):
    articles_changed.send(sender=None, ids=[3, 4])
    assert queue.sent == [(([3, 4],), {"retry": False})]


def test_a_deleted_article_is_reported_after_the_commit(
    make, queue, django_capture_on_commit_callbacks
):
    article = make("破产")
    pk = article.pk
    with django_capture_on_commit_callbacks(execute=True):
        article.delete()
        assert queue.sent == []
    assert [arguments for arguments, _ in queue.sent] == [([pk],)]


def test_a_queue_that_is_away_is_logged_and_nothing_breaks(queue, caplog):
    queue.away = True
    with caplog.at_level(logging.WARNING):
        articles_changed.send(sender=None, ids=[3])
    assert "the next sweep indexes 1 articles" in caplog.text


def test_the_task_brings_articles_in_and_takes_the_deleted_out(make):
    gone, kept = make("破产"), make("破产")
    tasks.index_pending()
    assert search("破产").total == 2
    pk = gone.pk
    gone.delete()
    tasks.index_pending([pk, kept.pk])
    assert [hit.article_id for hit in search("破产").hits] == [kept.pk]


def test_the_task_stops_before_its_time_limit(make, monkeypatch, settings):
    monkeypatch.setattr(tasks, "_SECONDS", -1)
    make("破产")
    tasks.index_pending()
    assert tasks._SECONDS < settings.CELERY_TASK_TIME_LIMIT


def test_the_task_goes_to_the_queue_of_the_index(settings):
    app = Celery()
    app.config_from_object(settings, namespace="CELERY")
    route = app.amqp.router.route({}, tasks.index_pending.name)
    assert route["queue"].name == "index"


def test_the_worker_keeps_its_writer_and_a_caller_does_not(make, indexed):
    make("破产")
    tasks.index_pending()
    assert tasks._keeper._writer is None
    make("破产")
    tasks.index_pending.apply()
    assert tasks._keeper._writer is not None
    tasks.index_pending.apply()
    assert tasks._keeper._writer is None
    assert search("破产").total == 2


def test_a_check_of_the_desk_mends_and_tells(make, indexed):
    make("破产")
    indexed()
    make("破产", index_pending=False)
    tasks.check_index()
    assert jobs.last("check").said == "缺少 1 篇，待修复"
    tasks.check_index(repair=True)
    assert jobs.last("repair").said == "缺少 1 篇，已修复"
    assert search("破产").total == 2
    tasks.check_index()
    assert jobs.last("check").said == "索引与数据库一致"


def test_a_rebuild_of_the_desk_goes_on_in_another_task(make, monkeypatch):
    queue = Queue()
    monkeypatch.setattr(tasks.rebuild_index, "apply_async", lambda **o: queue((), **o))
    monkeypatch.setattr(tasks, "_SECONDS", -1)
    make("破产")
    tasks.rebuild_index()
    assert queue.sent == [((), {"queue": "feeds"})]
    monkeypatch.undo()
    tasks.rebuild_index()
    assert search("破产").total == 1


def test_what_the_desk_asked_for_in_vain_is_logged(db, caplog):
    tasks.check_index()
    assert "was not checked: No index was built yet" in caplog.text
    with only_one("rebuild"):
        tasks.rebuild_index()
    assert "was not rebuilt: Another process" in caplog.text
