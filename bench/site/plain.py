"""The web service with two addresses more, which answer what the pages are held against.

`/bench/bare/SIZE` is answered before Django: the limit of the server. `/bench/plain/SIZE` is a
view of Django that answers fixed bytes, through every middleware.
"""

import os
from collections.abc import Iterable
from functools import lru_cache
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication

from django.http import HttpRequest, HttpResponse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

BARE, PLAIN = "/bench/bare/", "/bench/plain/"


@lru_cache(maxsize=8)
def fixed(size: int) -> bytes:
    """So many bytes, which stand for a page that was packed before."""
    return b"x" * size


def plain(_request: HttpRequest, size: int) -> HttpResponse:
    """Fixed bytes, said to be packed, so that nothing packs them again."""
    return HttpResponse(fixed(size), headers={"Content-Encoding": "gzip"})


def application_of(site: WSGIApplication) -> WSGIApplication:
    """The WSGI application of all of it."""
    from django.conf import settings

    settings.ROOT_URLCONF = "bench.site.urls"

    def answer(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        asked = str(environ["PATH_INFO"])
        if not asked.startswith(BARE):
            return site(environ, start_response)
        body = fixed(int(asked.removeprefix(BARE)))
        headers = [("Content-Type", "text/html"), ("Content-Length", str(len(body)))]
        start_response("200 OK", headers)
        return [body]

    return answer
