"""Headers that every response carries, errors and feeds included."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

READER_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


class ContentSecurityPolicy:
    """Set the content security policy and the rest that no response may lack."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with the headers set where the view set none of its own."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", READER_POLICY)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=()"
        )
        if settings.DEBUG:
            response.headers["X-Robots-Tag"] = "noindex"
        return response
