"""Two workers with the same messages, one that is killed, one that is too slow."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from aggregator.alerts import deliver as room
from aggregator.alerts.deliver import (
    AT_ONCE,
    LEASE,
    PER_SEARCH,
    deliver,
)
from aggregator.alerts.models import Delivery
from aggregator.alerts.outcome import TRIES
from tests.alerts.conftest import NOON, Make, Receiver, Save, due

pytestmark = pytest.mark.django_db
State = Delivery.State


def killed(*_: object) -> None:
    """What a worker meets that is killed there."""
    raise SystemExit


def test_a_worker_that_is_killed_while_it_sends_leaves_it_to_the_next(
    make: Make, save: Save, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = due(save("黑客", webhook_url=receiver.url), make("黑客"))
    with monkeypatch.context() as patch:
        patch.setattr(room, "_settle", killed)
        with pytest.raises(SystemExit):
            deliver(NOON)
    assert deliver(NOON + LEASE / 2) == 0
    assert deliver(NOON + LEASE) == 1
    assert len({headers["X-Newsroom-Delivery"] for headers, _ in receiver.got}) == 1
    sent.refresh_from_db()
    assert (sent.state, sent.attempts, len(receiver.got)) == (State.SENT, 2, 2)


def test_what_kills_every_worker_is_given_up(
    make: Make, save: Save, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = due(save("黑客", webhook_url=receiver.url), make("黑客"))
    with monkeypatch.context() as patch:
        patch.setattr(room, "fetch_all", killed)
        for turn in range(TRIES):
            with pytest.raises(SystemExit):
                deliver(NOON + turn * LEASE)
    assert deliver(NOON + TRIES * LEASE) == 1
    sent.refresh_from_db()
    assert (sent.state, sent.next_at, receiver.got) == (State.DEAD, None, [])
    assert "中断" in sent.last_error


def test_a_worker_that_was_too_slow_does_not_overrule_the_next(
    make: Make, save: Save, receiver: Receiver
) -> None:
    sent = due(save("黑客", webhook_url=receiver.url), make("黑客"))
    later = NOON + LEASE + timedelta(seconds=1)

    def another_takes_it() -> None:
        leased = Delivery.objects.filter(pk=sent.pk)
        assert leased.update(next_at=later, attempts=2) == 1

    with pytest.MonkeyPatch.context() as patch:
        real = room.fetch_all

        def slow(*asked: Any) -> Any:
            another_takes_it()
            return real(*asked)

        patch.setattr(room, "fetch_all", slow)
        assert deliver(NOON) == 1
    sent.refresh_from_db()
    assert (sent.state, sent.next_at, sent.attempts) == (State.WAITING, later, 2)


def test_of_two_workers_with_the_same_row_one_sends_it(
    make: Make, save: Save, receiver: Receiver
) -> None:
    due(save("黑客", webhook_url=receiver.url), make("黑客"))
    [mine], [theirs] = room._due(NOON), room._due(NOON)
    assert room._claim(mine, NOON)
    assert not room._claim(theirs, NOON)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_row_once(make: Make, save: Save, receiver: Receiver) -> None:
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("an in-memory SQLite has one connection; run with TEST_DATABASE=postgres")
    search = save("黑客", webhook_url=receiver.url)
    for _ in range(PER_SEARCH):
        due(search, make("黑客"))
    start = threading.Barrier(2)

    def work(_: int) -> int:
        try:
            start.wait(10)
            return deliver(NOON)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as workers:
        assert sum(workers.map(work, range(2))) == PER_SEARCH
    keys = [headers["X-Newsroom-Delivery"] for headers, _ in receiver.got]
    assert len(keys) == len(set(keys)) == PER_SEARCH


def test_a_search_with_much_to_send_does_not_hold_up_another(
    make: Make, save: Save, receiver: Receiver
) -> None:
    crowd, quiet = save("黑客", webhook_url=receiver.url), save("巨鲸", webhook_url=receiver.url)
    articles = [make("黑客与巨鲸") for _ in range(AT_ONCE)]
    for article in articles:
        due(crowd, article, next_at=NOON - timedelta(minutes=1))
    late = due(quiet, articles[-1])
    assert deliver(NOON) == PER_SEARCH + 1
    late.refresh_from_db()
    assert late.state == State.SENT
