"""The reader's choice of colours."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.encoding import iri_to_uri
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aggregator.site.display import COOKIES, YEAR
from aggregator.site.views import errors


@require_POST
def display(request: HttpRequest) -> HttpResponse:
    """Keep the choice in a cookie and go back to the page it was made on."""
    chosen = {name: request.POST[name] for name in COOKIES if name in request.POST}
    if not chosen or any(value not in COOKIES[name] for name, value in chosen.items()):
        return errors.bad_request(request, text=_("没有这种显示方式。请用页面底部的按钮选择。"))
    response = HttpResponseRedirect(local_path(request.POST.get("next", "")))
    for name, value in chosen.items():
        response.set_cookie(
            name,
            value,
            max_age=YEAR,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response


def local_path(text: str) -> str:
    """The text when it is a path on this site, else the front page's."""
    if text.startswith("/") and url_has_allowed_host_and_scheme(text, allowed_hosts=None):
        return iri_to_uri(text) or "/"
    return "/"
