"""Kept pages: what is kept, who makes it, what it is given for."""

import gzip
import threading
import time
from collections.abc import Callable, Iterator

import pytest
import redis
from django.conf import settings as options
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.test import RequestFactory
from pytest_django import Settings

from aggregator.site.pagecache import serving, shows, store
from aggregator.site.pagecache.asked import asked
from aggregator.site.pagecache.entry import read
from aggregator.site.pagecache.local import answers
from aggregator.site.pagecache.serving import PageCache
from aggregator.site.pagecache.store import State
from tests.site.keeping import forget_here, state, wanted

PATH = "/about/"
LIST = "/tag/bitcoin/"


class View:
    """Stands for everything behind the middleware; says how often it was asked."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse] | None = None) -> None:
        self.requests: list[HttpRequest] = []
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self.requests.append(request)
        if self.answer:
            return self.answer(request)
        return HttpResponse(f"链讯 {len(self.requests)} {request.META['QUERY_STRING']}" * 50)

    @property
    def times(self) -> int:
        return len(self.requests)


@pytest.fixture(autouse=True)
def keeping(settings: Settings) -> Iterator[None]:
    settings.PAGE_SECONDS = settings.FRAGMENT_SECONDS = 30
    forget_here()
    yield
    forget_here()


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every request comes to a process that gave nothing within the last second."""
    monkeypatch.setattr(answers, "_seconds", lambda: 0)


@pytest.fixture
def server() -> redis.Redis:
    return redis.Redis.from_url(options.REDIS_URL)


def get(view: View, path: str = PATH, **headers: str) -> HttpResponse:
    return PageCache(view)(RequestFactory(headers=headers).get(path))


def test_a_page_is_made_once_and_given_in_plain_and_packed() -> None:
    view = View()
    first = get(view, **{"accept-encoding": "gzip, br"})
    assert first["Content-Encoding"] == "gzip"
    plain = get(view)
    assert view.times == 1
    assert "Content-Encoding" not in plain
    assert plain.content == gzip.decompress(first.content)
    assert plain["Content-Length"] == str(len(plain.content))
    assert get(view, **{"accept-encoding": "gzip;q=0"}).content == plain.content
    assert first["ETag"] == plain["ETag"]
    assert first["ETag"].startswith('W/"')


@pytest.mark.usefixtures("elsewhere")
def test_another_process_gives_the_same_bytes_and_headers() -> None:
    view = View(lambda _: HttpResponse("页", headers={"X-Frame-Options": "DENY"}))
    first, second = get(view), get(view)
    assert view.times == 1
    assert (first.content, dict(first.items())) == (second.content, dict(second.items()))
    assert second["X-Frame-Options"] == "DENY"


def test_headers_let_a_cdn_hold_it() -> None:
    view = View()
    answer = get(view)
    assert answer["Cache-Control"] == ("public, max-age=0, s-maxage=10, stale-while-revalidate=30")
    assert answer["Vary"] == "Accept-Encoding, Cookie"
    assert get(view, LIST)["Vary"] == "Accept-Encoding, Cookie, X-Part"


def test_a_reader_who_has_it_gets_304(settings: Settings) -> None:
    view = View(lambda _: HttpResponse("页", headers={"Content-Security-Policy": "x"}))
    tag = get(view)["ETag"]
    for told in (tag, tag.removeprefix("W/"), f'"other", {tag}', "*"):
        answer = get(view, **{"if-none-match": told, "accept-encoding": "gzip"})
        assert answer.status_code == 304
        assert not answer.content
        assert answer["ETag"] == tag
        assert answer["Content-Security-Policy"] == "x"
        assert "Content-Type" not in answer
    assert get(view, **{"if-none-match": 'W/"other"'}).status_code == 200
    settings.PAGE_SECONDS = 0  # made anew, and still the same
    assert get(view, **{"if-none-match": tag}).status_code == 304


def test_the_view_sees_only_what_the_key_knows_of() -> None:
    view = View()
    headers = {
        "cookie": "reader=1.t:dark.zz:1; sessionid=secret; csrftoken=other",
        "accept-encoding": "gzip",
        "if-none-match": '"x"',
        "range": "bytes=0-1",
        "x-part": "true",
    }
    get(view, "/about/?utm_source=x&after=1", **headers)
    seen = view.requests[0]
    assert seen.COOKIES == {"reader": "1.t:dark"}
    assert not seen.GET
    gone = ("accept-encoding", "if-none-match", "range", "x-part")
    assert not any(name in seen.headers for name in gone)


def test_names_that_the_view_does_not_read_make_no_entries_of_their_own() -> None:
    view = View()
    for query in ("", "?utm=1", "?after=", "?fbclid=2&utm=3"):
        get(view, LIST + query)
    assert view.times == 1
    get(view, LIST + "?after=abc&x=1")
    get(view, LIST + "?x=2&after=abc")
    assert view.times == 2
    assert view.requests[1].GET.dict() == {"after": "abc"}
    order = "/?kind=flash&important=1", "/?important=1&kind=flash"
    assert wanted(order[0]).key == wanted(order[1]).key != wanted("/?kind=flash").key


def test_languages_looks_and_parts_are_entries_of_their_own() -> None:
    keys = {
        wanted("/").key,
        wanted("/en/").key,
        wanted("/zh-hant/").key,
        wanted("/", "reader=1.t:dark").key,
        wanted("/", "reader=1.m:green-up").key,
        wanted("/", **{"x-part": "true"}).key,
    }
    assert len(keys) == 6
    assert wanted(PATH, **{"x-part": "true"}).key == wanted(PATH).key


@pytest.mark.parametrize(
    "cookie", ["reader=", "reader=\x00<b>", "reader=9.t:dark", "reader=1.t:no"]
)
def test_a_tampered_cookie_is_the_usual_page(cookie: str) -> None:
    view = View()
    get(view)
    get(view, cookie=cookie)
    assert view.times == 1


@pytest.mark.usefixtures("elsewhere")
def test_a_page_of_a_readers_own_taste_is_private_and_not_kept() -> None:
    view = View()
    for _ in range(2):
        answer = get(view, LIST, cookie="reader=1.w:bitcoin; other=1")
        assert answer["Cache-Control"] == "private, no-cache"
        assert "Cookie" in answer["Vary"]
    assert view.times == 2
    assert view.requests[0].COOKIES["reader"] == "1.w:bitcoin"
    assert state(LIST) is State.NONE


@pytest.mark.parametrize(
    "answer",
    [
        HttpResponse(status=404),
        HttpResponse(status=500),
        HttpResponseRedirect("/"),
        StreamingHttpResponse(["a"]),
        HttpResponse("x", headers={"Cache-Control": "private"}),
        HttpResponse("x", headers={"Content-Encoding": "br"}),
    ],
)
def test_what_is_not_for_all_is_not_kept_and_nobody_waits_for_it(answer: HttpResponse) -> None:
    view = View(lambda _: answer)
    assert get(view) is answer
    assert state(PATH) is State.UNKEPT
    assert get(view) is answer
    assert view.times == 2


def test_an_answer_that_sets_a_cookie_is_not_kept() -> None:
    def answer(_: HttpRequest) -> HttpResponse:
        response = HttpResponse("x")
        response.set_cookie("csrftoken", "secret")
        return response

    assert "csrftoken" in get(View(answer)).cookies
    assert state(PATH) is State.UNKEPT


@pytest.mark.parametrize(
    "request_",
    [
        RequestFactory().post(PATH),
        RequestFactory().get("/nowhere/"),
        RequestFactory().get("/search/?q=1"),
        RequestFactory().get("/admin/"),
        RequestFactory().get("/tag/" + "x" * 500 + "/"),
        RequestFactory().get(PATH, {"x": "y" * 3000}),
        RequestFactory(headers={"host": "evil.example"}).get(PATH),
    ],
)
def test_the_rest_passes_by(request_: HttpRequest) -> None:
    assert asked(request_) is None
    view = View(lambda _: HttpResponse("x"))
    answer = PageCache(view)(request_)
    assert view.requests == [request_]
    assert "ETag" not in answer


def test_head_is_answered_from_the_page_of_get() -> None:
    view = View()
    head = RequestFactory().head(PATH)
    PageCache(view)(head)
    assert head.method == "HEAD"  # so that the server leaves the body out
    get(view)
    assert view.times == 1


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
