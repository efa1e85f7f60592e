"""Of many who ask for a page at once one makes it; one that is killed holds up nobody."""

import threading
from collections.abc import Callable

import pytest
import redis
from django.http import HttpRequest, HttpResponse

from aggregator.site.pagecache import serving, shows, store
from aggregator.site.pagecache.store import State
from tests.site.keeping import state, wanted
from tests.site.pagecache.conftest import PATH, View, get


def in_threads(count: int, ask: Callable[[], HttpResponse]) -> list[HttpResponse]:
    answers: list[HttpResponse] = []
    threads = [threading.Thread(target=lambda: answers.append(ask())) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return answers


@pytest.mark.usefixtures("elsewhere")
def test_of_many_who_ask_at_once_one_makes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = threading.Barrier(8)  # the maker, and seven who wait for it
    monkeypatch.setattr(serving, "WAIT_SECONDS", 20)

    def pause(_: float) -> None:
        if waiting.n_waiting or not waiting.broken:
            try:
                waiting.wait(10)
            except threading.BrokenBarrierError:
                return
            waiting.abort()

    def answer(_: HttpRequest) -> HttpResponse:
        pause(0)
        return HttpResponse("页")

    monkeypatch.setattr(serving.time, "sleep", pause)
    view = View(answer)
    answers = in_threads(8, lambda: get(view))
    assert view.times == 1
    assert [one.content.decode() for one in answers] == ["页"] * 8


@pytest.mark.usefixtures("elsewhere")
def test_the_old_page_is_given_while_one_makes_the_new() -> None:
    begun, go_on = threading.Event(), threading.Event()

    def answer(_: HttpRequest) -> HttpResponse:
        shows("front")
        if view.times > 1:
            begun.set()
            go_on.wait(10)
        return HttpResponse(str(view.times))

    view = View(answer)
    assert get(view).content == b"1"
    assert store.changed(["front"])
    maker = threading.Thread(target=get, args=(view,))
    maker.start()
    assert begun.wait(10)
    assert [get(view).content for _ in range(3)] == [b"1"] * 3
    go_on.set()
    maker.join(10)
    assert get(view).content == b"2"
    assert view.times == 2


@pytest.mark.usefixtures("elsewhere")
def test_nothing_is_given_that_was_made_before_something_was_taken_down(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(serving, "WAIT_SECONDS", 0)
    view = View()
    get(view)
    assert store.begin(wanted(PATH).key)  # another process makes it, and takes its time
    store.changed([], gone=True)
    assert state(PATH) is State.DEAD
    get(view)
    assert view.times == 2


@pytest.mark.usefixtures("elsewhere")
def test_a_maker_that_is_killed_holds_up_readers_for_a_moment_only(
    monkeypatch: pytest.MonkeyPatch, server: redis.Redis
) -> None:
    monkeypatch.setattr(serving, "WAIT_SECONDS", 0)
    view, key = View(), wanted(PATH).key
    assert store.begin(key)  # and killed here
    assert store.begin(key) is None
    get(view)  # made without the turn
    assert view.times == 1
    assert state(PATH) is State.NONE
    turn = f"page:turn:{key}"
    assert 0 < server.pttl(turn) <= store.TURN_MS
    server.pexpire(turn, 1)
    while server.exists(turn):
        pass
    get(view)
    assert state(PATH) is State.FRESH
    assert not server.exists(turn)


def test_a_turn_that_ran_out_is_not_ended_for_its_next_holder() -> None:
    token, _ = store.begin("key") or ("", 0)
    store.end("key", "another")
    assert store.begin("key") is None
    store.end("key", token)
    assert store.begin("key")


@pytest.mark.usefixtures("elsewhere")
def test_a_maker_that_comes_second_gives_what_the_first_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    view = View()
    real = store.begin

    def late(key: str) -> tuple[str, int] | None:
        monkeypatch.setattr(store, "begin", real)
        get(view)  # another process was quicker
        return real(key)

    monkeypatch.setattr(store, "begin", late)
    assert get(view).status_code == 200
    assert view.times == 1
