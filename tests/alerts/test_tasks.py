"""How news of articles reaches this room, and how it goes on from there."""

import logging
from typing import Any

import pytest
from celery import Celery
from kombu.exceptions import OperationalError

from aggregator.alerts import tasks
from aggregator.alerts.models import Delivery
from aggregator.articles.signals import articles_changed
from newsroom import tasks as switchboard
from tests.alerts.conftest import Make, Receiver, Save

pytestmark = pytest.mark.django_db


class Queue:
    """Stands where the tasks' queue is; keeps what was sent, or cannot be reached."""

    def __init__(self) -> None:
        self.away = False
        self.sent: list[tuple[str, tuple[Any, ...]]] = []


@pytest.fixture
def queue(monkeypatch: pytest.MonkeyPatch) -> Queue:
    queue = Queue()
    for task in (tasks.take_in, tasks.take_in_pending, tasks.deliver):

        def put(arguments: tuple[Any, ...], name: str = task.name, **options: Any) -> None:
            assert options == {"retry": False}
            if queue.away:
                raise OperationalError("no broker")
            queue.sent.append((name.rpartition(".")[2], arguments))

        monkeypatch.setattr(task, "apply_async", put)
    return queue


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.alerts.conftest import NOON

    monkeypatch.setattr(tasks.timezone, "now", lambda: NOON)


def test_changed_articles_are_sent_on_only_where_somebody_is_told(queue: Queue, save: Save) -> None:
    articles_changed.send(sender=None, ids=[3, 4])
    assert ("take_in", ([3, 4],)) not in queue.sent
    save("黑客")
    articles_changed.send(sender=None, ids=[3, 4])
    assert queue.sent == [("take_in", ([3, 4],))]


def test_a_queue_that_is_away_is_logged_and_nothing_breaks(
    queue: Queue, save: Save, caplog: pytest.LogCaptureFixture
) -> None:
    save("黑客")
    queue.away = True
    with caplog.at_level(logging.WARNING):
        articles_changed.send(sender=None, ids=[3])
    assert "alerts.tasks.take_in comes later" in caplog.text


def test_what_was_found_is_sent_at_once(
    queue: Queue, now: None, make: Make, save: Save, receiver: Receiver
) -> None:
    save("黑客", webhook_url=receiver.url)
    one = make("黑客")
    tasks.take_in([one.pk])
    assert queue.sent == [("deliver", ())]
    tasks.deliver()
    assert Delivery.objects.get().state == "sent"
    tasks.take_in([one.pk])
    tasks.take_in_pending()
    assert len(queue.sent) == 1
    make("黑客")
    tasks.take_in_pending()
    assert len(queue.sent) == 2


def test_a_full_batch_is_followed_by_the_next(
    queue: Queue, now: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "deliver_batch", lambda now: tasks.AT_ONCE)
    tasks.deliver()
    assert queue.sent == [("deliver", ())]


def test_the_worker_takes_them_and_beat_sweeps(settings: Any) -> None:
    app = Celery()
    app.config_from_object(settings, namespace="CELERY")
    for task in (tasks.take_in, tasks.take_in_pending, tasks.deliver):
        route = app.amqp.router.route({}, task.name)
        assert (
            route.get("queue", app.amqp.queues[settings.CELERY_TASK_DEFAULT_QUEUE]).name == "feeds"
        )
    swept = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert {tasks.take_in_pending.name, tasks.deliver.name} <= swept


def test_tidying_removes_old_deliveries(monkeypatch: pytest.MonkeyPatch) -> None:
    pruned = []
    monkeypatch.setattr(switchboard.alerts, "prune", pruned.append)
    switchboard.tidy()
    assert len(pruned) == 1
