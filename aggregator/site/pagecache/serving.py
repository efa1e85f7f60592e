"""The outermost middleware: gives kept pages before anything else is asked, and keeps new ones."""

import time
from collections.abc import Callable, Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from aggregator.site.pagecache import store
from aggregator.site.pagecache.asked import Asked, asked
from aggregator.site.pagecache.entry import Entry, Wish, entry_of, keepable, wish
from aggregator.site.pagecache.local import answers
from aggregator.site.pagecache.shown import gathered
from aggregator.site.pagecache.store import Found, State

# How long a reader waits for another process that makes the page, before making it as well.
WAIT_SECONDS = 0.5
STEP_SECONDS = 0.01
# A CDN hears of no change, so it asks often, and shows the old page while it asks.
_PUBLIC = "public, max-age=0, s-maxage=10, stale-while-revalidate=30"
_PRIVATE = "private, no-cache"
_VARY = "Accept-Encoding, Cookie"
_VARY_PARTS = f"{_VARY}, X-Part"


class PageCache:
    """Give kept answers; have one process make what is missing or stale."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The kept answer, a new one, or what the view says where nothing is kept."""
        wanted = asked(request)
        if wanted is None:
            return self.get_response(request)
        if wanted.personal:
            return _headed(self.get_response(request), wanted, _PRIVATE)
        return self._kept_or_made(request, wanted, wish(request))

    def _kept_or_made(self, request: HttpRequest, wanted: Asked, wished: Wish) -> HttpResponse:
        seconds = seconds_of(wanted)
        if seconds:
            entry = answers.get(wanted.key)
            if entry is not None:
                return _given(entry, wanted, wished)
            for found in _looks(wanted.key, seconds):
                if found.entry is not None and found.state is State.FRESH:
                    answers.put(wanted.key, found.entry)
                    return _given(found.entry, wanted, wished)
                if found.state in {State.UNKEPT, State.AWAY}:
                    break
                turn = store.begin(wanted.key)
                if turn is not None:
                    return self._in_turn(request, wanted, wished, turn)
                if found.entry is not None and found.state is State.STALE:
                    return _given(found.entry, wanted, wished)
        response, entry = self._made(request, wanted, 0)
        return response if entry is None else _given(entry, wanted, wished)

    def _in_turn(
        self, request: HttpRequest, wanted: Asked, wished: Wish, turn: tuple[str, int]
    ) -> HttpResponse:
        """Make the page and keep it, unless somebody else did just now."""
        token, started = turn
        try:
            found = store.look(wanted.key, time.time(), seconds_of(wanted))
            if found.entry is not None and found.state is State.FRESH:
                return _given(found.entry, wanted, wished)
            response, entry = self._made(request, wanted, started)
            if entry is None:
                store.keep_none(wanted.key)
                return response
            store.keep(wanted.key, entry, known=found.entry is not None, deep=wanted.deep)
            answers.put(wanted.key, entry)
            return _given(entry, wanted, wished)
        finally:
            store.end(wanted.key, token)

    def _made(
        self, request: HttpRequest, wanted: Asked, started: int
    ) -> tuple[HttpResponse, Entry | None]:
        """What the view says to a request of which nothing is left but what the key knows of."""
        method = request.method
        wanted.simplify(request)
        made = time.time()
        with gathered() as shown:
            response = self.get_response(request)
        request.META["REQUEST_METHOD"] = request.method = method
        if not keepable(response):
            return response, None
        return response, entry_of(response, started=started, made=made, shown=shown)


def seconds_of(wanted: Asked) -> int:
    """How long the answer is fresh when nothing changes; 0 where nothing is kept."""
    most = 0 if settings.DEBUG else int(settings.PAGE_SECONDS)
    return most if wanted.kept.seconds is None else min(most, wanted.kept.seconds)


def _looks(key: str, seconds: int) -> Iterator[Found]:
    """What the store has, again and again for as long as a reader may wait."""
    end = time.monotonic() + WAIT_SECONDS
    yield store.look(key, time.time(), seconds)
    while time.monotonic() < end:
        time.sleep(STEP_SECONDS)
        yield store.look(key, time.time(), seconds)


def _given(entry: Entry, wanted: Asked, wished: Wish) -> HttpResponse:
    return _headed(entry.answer(wished), wanted, _PUBLIC)


def _headed(response: HttpResponse, wanted: Asked, caching: str) -> HttpResponse:
    response.headers.setdefault("Cache-Control", caching)
    response["Vary"] = _VARY_PARTS if wanted.kept.parts else _VARY
    return response
