"""The shells that Celery calls."""

import pytest

from aggregator.words import candidates, tasks
from aggregator.words import sweep as sweeping
from aggregator.words.models import DictionaryVersion


@pytest.mark.django_db
def test_the_sweep_is_a_task(tell, save) -> None:
    tell("柠檬鲸来了")
    save("lemon-whale", "柠檬鲸")
    tasks.sweep()
    assert DictionaryVersion.objects.get(terms=["lemon-whale"]).touched == 1


def test_a_sweep_that_had_to_stop_is_sent_again(monkeypatch) -> None:
    sent: list[bool] = []
    monkeypatch.setattr(sweeping, "sweep_all", lambda clock, stop: bool(stop()))
    monkeypatch.setattr(tasks.sweep, "delay", lambda: sent.append(True))
    tasks.sweep()
    assert sent == [True]


@pytest.mark.django_db
def test_mining_is_a_task(monkeypatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(candidates, "mine", asked.append)
    tasks.mine()
    assert len(asked) == 1
