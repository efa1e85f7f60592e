"""How long a page is given, and what there is room for."""

import time

import pytest
import redis
from django.http import HttpRequest, HttpResponse
from pytest_django import Settings

from aggregator.site.pagecache import shows, store
from aggregator.site.pagecache.entry import read
from aggregator.site.pagecache.local import answers
from aggregator.site.pagecache.store import State
from tests.site.keeping import state, wanted
from tests.site.pagecache.conftest import LIST, PATH, View, get


def test_a_change_during_the_making_makes_it_stale_from_the_start() -> None:
    def answer(_: HttpRequest) -> HttpResponse:
        shows("tag:bitcoin", "story:1")
        store.changed(["story:1"])
        return HttpResponse("x")

    get(View(answer))
    assert state(PATH) is State.STALE


def test_a_page_grows_old(monkeypatch: pytest.MonkeyPatch) -> None:
    get(View())
    key = wanted(PATH).key
    assert store.look(key, time.time() + 29, 30).state is State.FRESH
    assert store.look(key, time.time() + 31, 30).state is State.STALE
    assert store.look(key, time.time() - 60, 30).state is State.STALE  # a clock that was set


def test_this_process_gives_it_for_a_second_without_asking(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    view = View()
    get(view)
    monkeypatch.setattr(store, "look", lambda *_: pytest.fail("Redis was asked"))
    get(view)
    assert view.times == 1


def test_few_are_held_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "_most", 2)
    for path in ("/", PATH, "/first/"):
        get(View(), path)
    held = [answers.get(wanted(path).key) is not None for path in ("/", PATH, "/first/")]
    assert held == [False, True, True]


def test_pages_are_made_while_redis_is_away(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    get(View())
    answers.clear()
    there, settings.REDIS_URL = settings.REDIS_URL, "unix:///nowhere/valkey.sock"
    view = View()
    assert get(view).status_code == 200
    assert get(view)["ETag"]
    assert view.times == 2
    assert len(caplog.records) == 1  # asked once, then left alone for a while
    assert not store.changed(["front"])
    assert len(caplog.records) == 2  # what others must hear is tried in any case
    settings.REDIS_URL = there
    assert store.look("key", 0, 30).state is State.AWAY
    store.forget_failure()
    assert store.look("key", 0, 30).state is State.NONE


def test_what_stands_in_the_store_by_mistake_is_no_page(server: redis.Redis) -> None:
    key = wanted(PATH).key
    server.set(f"page:{key}", b"garbage")
    assert state(PATH) is State.NONE
    assert read(b"{]\n") is None
    view = View()
    get(view)
    assert view.times == 1


def test_there_is_no_room_for_endless_pages(
    monkeypatch: pytest.MonkeyPatch, server: redis.Redis
) -> None:
    get(View(), PATH)
    monkeypatch.setattr(store, "MOST_BYTES", 10)
    get(View(), "/first/")
    assert state("/first/") is State.NONE
    store.changed([], gone=True)
    answers.clear()
    get(View(), PATH)  # known: it only takes the place that it has
    assert state(PATH) is State.FRESH
    names = [name for name in server.keys("page:*") if server.ttl(name) < 0]
    assert not names  # everything goes by itself


def test_pages_further_down_go_sooner(server: redis.Redis) -> None:
    get(View(), LIST + "?after=x")
    get(View(), LIST)
    deep, first = (server.ttl(f"page:{wanted(LIST + q).key}") for q in ("?after=x", ""))
    assert 0 < deep <= store.DEEP_SECONDS < first <= store.KEEP_SECONDS


def test_nothing_is_kept_without_seconds_or_while_debugging(settings: Settings) -> None:
    view = View()
    settings.PAGE_SECONDS = 0
    get(view)
    settings.PAGE_SECONDS, settings.DEBUG = 30, True
    get(view)
    get(view)
    assert view.times == 3
    assert state(PATH) is State.NONE
