"""What is kept, for whom, and what it is given with."""

import gzip

import pytest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.test import RequestFactory
from pytest_django import Settings

from aggregator.site.pagecache.asked import asked
from aggregator.site.pagecache.serving import PageCache
from aggregator.site.pagecache.store import State
from tests.site.keeping import state, wanted
from tests.site.pagecache.conftest import LIST, PATH, View, get


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
