"""One writer over all processes, kept between tasks, handed over to whoever waits."""

import threading

import pytest

from aggregator.search import turns
from aggregator.search.asking import search
from aggregator.search.check import check
from aggregator.search.engines.current import current
from aggregator.search.engines.embedded.folder import only_one
from aggregator.search.errors import IndexUnavailable, WriterBusy
from aggregator.search.pending import index_pending
from aggregator.search.turns import Keeper, live_writer, turn
from aggregator.search.upkeep import keep_up

pytestmark = pytest.mark.django_db


def never():
    return False


@pytest.fixture
def keeper():
    kept = Keeper()
    yield kept
    kept.release()


def free():
    try:
        with only_one("writer"):
            return True
    except WriterBusy:
        return False


def test_the_writer_stays_open_while_there_is_work(make, empty_index, keeper, monkeypatch):
    make("破产")
    keep_up([], never, keeper)
    assert not free()
    monkeypatch.setattr(turns, "current", lambda: 1 / 0)
    with keeper.writer() as writer:
        assert writer
    monkeypatch.undo()
    make("破产")
    keep_up([], never, keeper)
    assert search("破产").total == 2
    keep_up([], never, keeper)
    assert free()


def test_whoever_waits_gets_the_writer_after_the_task(make, empty_index, keeper):
    make("破产")
    keep_up([], never, keeper)
    with only_one("next"):
        make("破产")
        keep_up([], never, keeper)
        assert free()
    assert search("破产").total == 2
    keeper.release_if_wanted()


def test_the_one_who_waits_says_so(empty_index, keeper, monkeypatch):
    looks = []

    def sleep(_seconds):
        looks.append(free())
        keeper.release_if_wanted()

    monkeypatch.setattr(turns.time, "sleep", sleep)
    with keeper.writer():
        pass
    with turn(current(), wait=60), pytest.raises(WriterBusy):
        index_pending_of_another()
    assert looks == [False]


def index_pending_of_another():
    with live_writer():
        raise AssertionError


def test_two_may_wait(empty_index, keeper, monkeypatch):
    with keeper.writer():
        pass
    looks = []

    def sleep(_seconds):
        looks.append(1)
        if len(looks) == 2:
            keeper.release()

    monkeypatch.setattr(turns.time, "sleep", sleep)
    with only_one("next"), turn(current(), wait=60):
        assert looks == [1, 1]


def test_waiting_ends(empty_index, monkeypatch):
    clock = iter(range(100))
    monkeypatch.setattr(turns.time, "monotonic", lambda: next(clock))
    monkeypatch.setattr(turns.time, "sleep", lambda _seconds: None)
    with only_one("writer"), pytest.raises(WriterBusy), turn(current(), wait=3):
        raise AssertionError
    assert next(clock) == 4
    with only_one("next"):
        pass


def test_an_error_closes_the_kept_writer(make, empty_index, keeper):
    make("破产")
    with pytest.raises(ZeroDivisionError), keeper.writer():
        1 / 0  # noqa: B018 - the error
    assert free()
    keep_up([], never, keeper)
    assert search("破产").total == 1


def test_a_kept_writer_gives_way_to_a_rebuild_of_a_lost_index(
    make, empty_index, keeper, search_dir
):
    make("破产")
    keep_up([], never, keeper)
    (search_dir / "meta.json").unlink()
    keep_up([], never, keeper)
    assert search("破产").total == 1
    assert free()


def test_a_repair_in_another_thread_waits_for_the_task(make, indexed, keeper):
    """The lock is of the open file, so a thread stands for a process here."""
    make("破产")
    keep_up([], never, keeper)
    got = []

    def other():
        with turn(current(), wait=60):
            got.append(True)

    thread = threading.Thread(target=other)
    thread.start()
    while thread.is_alive():
        keeper.release_if_wanted()
        thread.join(0.01)
    assert got == [True]
    assert check(repair=True).ok


def test_without_an_index_there_is_no_writer(db, keeper):
    with pytest.raises(IndexUnavailable), keeper.writer():
        raise AssertionError
    assert free()
    assert index_pending() == 0
