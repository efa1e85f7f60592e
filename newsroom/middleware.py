"""Headers that every response carries, errors and feeds included."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy
from django.utils import translation

# Pages listen to the live stream, which may stand at a port of its own.
_CONNECT = " ".join(("'self'", *settings.LIVE_ORIGINS))
READER_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    f"font-src 'self'; connect-src {_CONNECT}; manifest-src 'self'; worker-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

# The desk is django-unfold, whose pages run on Alpine.js: Alpine compiles the expressions that
# stand in its attributes, which needs 'unsafe-eval'. Scripts come from our own files alone.
ADMIN_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


class ContentSecurityPolicy:
    """Set the content security policy and the rest that no response may lack."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.admin = reverse_lazy("admin:index")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with the headers set where the view set none of its own."""
        response = self.get_response(request)
        policy = ADMIN_POLICY if request.path.startswith(str(self.admin)) else READER_POLICY
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=()"
        )
        if settings.DEBUG:
            response.headers["X-Robots-Tag"] = "noindex"
        return response


class NoNul:
    """Refuse NUL in what the desk is asked: its lists ask the database, which may break at it.

    PostgreSQL raises an error where SQLite finds nothing. Forms refuse it by themselves.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.admin = reverse_lazy("admin:index")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or raise BadRequest."""
        asked = request.META.get("QUERY_STRING", "")
        if ("%00" in asked or "\0" in asked) and request.path.startswith(str(self.admin)):
            raise BadRequest("a NUL in the address")
        return self.get_response(request)


class Language:
    """Answer in the language that the address begins with: /zh-hant/, /en/, else the usual one.

    Nothing else is asked (no header, no cookie), so that an address has one answer.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the language in force."""
        asked = request.path_info.removeprefix("/").partition("/")[0]
        known = asked in dict(settings.LANGUAGES) and asked != settings.LANGUAGE_CODE
        with translation.override(asked if known else settings.LANGUAGE_CODE):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "")
            return response
