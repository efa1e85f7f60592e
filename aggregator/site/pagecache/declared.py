"""What a view says of its answers: that they may be kept, and what they depend on."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils import translation

from aggregator.site.pagecache.shown import shows

V = TypeVar("V", bound=Callable[..., HttpResponse])

_MARK = "kept_page"
_LONGEST_PATH = 400


@dataclass(frozen=True, slots=True)
class Kept:
    """How the answers of a view are kept.

    params: the names of the query string that it reads; all others are taken away before it is
    asked. parts: whether it answers a script's request ("X-Part") with less than the page.
    tastes: whether a reader's watch list and mutes change what it shows. seconds: how long an
    answer may be used, where that is less than the setting says.
    """

    params: tuple[str, ...] = ()
    parts: bool = False
    tastes: bool = True
    seconds: int | None = None


def kept_page(
    *lists: str,
    params: tuple[str, ...] = (),
    parts: bool = False,
    tastes: bool = True,
    seconds: int | None = None,
) -> Callable[[V], V]:
    """Let the answers of a view be kept; the view must ask for nothing but what `Kept` names.

    `lists` are what every answer hangs on, with the parts of the address in braces:
    `kept_page("tag:{slug}")`. What only the view knows it tells by `shows`.
    """

    def mark(view: V) -> V:
        def answer(request: HttpRequest, *args: Any, **parts_of_path: Any) -> HttpResponse:
            shows(*(name.format(**parts_of_path) for name in lists))
            return view(request, *args, **parts_of_path)

        answer.__doc__, answer.__name__ = view.__doc__, view.__name__
        setattr(answer, _MARK, Kept(params, parts, tastes, seconds))
        return answer  # type: ignore[return-value]  # the same signature

    return mark


def kept_of(path: str) -> Kept | None:
    """How what answers a path is kept; None for what is not."""
    return _kept_of(path) if len(path) <= _LONGEST_PATH else None


@lru_cache(maxsize=4096)
def _kept_of(path: str) -> Kept | None:
    with translation.override(translation.get_language_from_path(path) or settings.LANGUAGE_CODE):
        try:
            view = resolve(path).func
        except Resolver404:
            return None
    return getattr(view, _MARK, None)
