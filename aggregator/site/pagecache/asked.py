"""What a request asks for, reduced to what its answer may hang on."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import DisallowedHost, TooManyFieldsSent
from django.http import HttpRequest, QueryDict

from aggregator.site.pagecache.declared import Kept, kept_of
from aggregator.site.pagecache.tastes import Taste, taste

_LONGEST_QUERY = 2000
# What a page must not be made from, or what is done about it here.
_LEFT_OUT = (
    "HTTP_ACCEPT_ENCODING",
    "HTTP_IF_NONE_MATCH",
    "HTTP_IF_MODIFIED_SINCE",
    "HTTP_IF_MATCH",
    "HTTP_IF_UNMODIFIED_SINCE",
    "HTTP_RANGE",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """key names the answer; query is the address's, with the names that the view reads alone."""

    key: str
    kept: Kept
    query: str
    taste: Taste
    part: bool

    @property
    def personal(self) -> bool:
        """Whether the answer is this reader's own."""
        return self.kept.tastes and self.taste.personal

    @property
    def deep(self) -> bool:
        """Whether it is a page further down a list, of which there are as many as articles."""
        return "after=" in self.query

    def simplify(self, request: HttpRequest) -> None:
        """Leave of the request only what the key knows of."""
        for name in _LEFT_OUT:
            request.META.pop(name, None)
        request.META["QUERY_STRING"] = self.query
        request.META["HTTP_COOKIE"] = self.taste.cookie
        request.META["REQUEST_METHOD"] = request.method = "GET"
        if not self.part:
            request.META.pop("HTTP_X_PART", None)


def asked(request: HttpRequest) -> Asked | None:
    """What a reader asks for; None for what is never kept."""
    if request.method not in {"GET", "HEAD"}:
        return None
    kept = kept_of(request.path_info)
    raw = request.META.get("QUERY_STRING", "")
    if kept is None or len(raw) > _LONGEST_QUERY or not _ours(request):
        return None
    try:
        query = _canonical(raw, kept.params) if raw and kept.params else ""
    except TooManyFieldsSent:  # the view refuses it, within the headers that every answer has
        return None
    who = taste(request.META.get("HTTP_COOKIE", ""))
    part = kept.parts and request.META.get("HTTP_X_PART") == "true"
    text = "\0".join((release(), request.path_info, query, who.look, "part" if part else ""))
    key = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Asked(key, kept, query, who, part)


def _canonical(raw: str, names: tuple[str, ...]) -> str:
    """The values of the names, in the names' order; empty ones are as good as absent."""
    given = QueryDict(raw)
    return urlencode([(name, value) for name in names for value in given.getlist(name) if value])


def _ours(request: HttpRequest) -> bool:
    """Whether the request is for this host; else Django says what is wrong with it."""
    try:
        request.get_host()
    except DisallowedHost:
        return False
    return True


@lru_cache(maxsize=1)
def release() -> str:
    """The same as long as templates and static files are: a new release keeps none of the old."""
    files = sorted((Path(settings.BASE_DIR) / "templates").rglob("*.*"))
    files.append(Path(settings.STATIC_ROOT) / "staticfiles.json")
    stamps = [(str(file), file.stat().st_mtime_ns) for file in files if file.exists()]
    return hashlib.sha256(repr(stamps).encode()).hexdigest()[:16]
