"""设置: the reader's choices, as one plain form. Never kept by any cache."""

from typing import Any

from django.conf import settings as options
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from aggregator.site import wishes
from aggregator.site.reader import COOKIE, MOST, USUAL, YEAR, Full, Reader, reader
from aggregator.site.views import errors
from aggregator.site.views.frame import absolute, bare_page


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """The form; with `take`, `watch`, `mute`… in the address, the question whether to do that.

    POST does it, keeps the cookie and leads to `next`. Nothing is ever changed by GET.
    """
    now = reader(request.COOKIES)
    asked = (request.POST if request.method == "POST" else request.GET).dict()
    try:
        then = wishes.wanted(asked, now)
    except Full:
        text = _("名单已满，最多 %(most)d 个。请先在设置里移除几个。") % {"most": MOST}
        return errors.bad_request(request, text=text)
    except wishes.NoName:
        return errors.bad_request(request, text=_("没有这个标签或媒体，可能已经改名。"))
    if request.method == "POST":
        return _keep(then or now, asked.get("next", ""))
    action = next((name for name in wishes.ASKING if name in asked), "")
    context = {"question": wishes.changes(now, then)} if action and then else _form(now)
    doing = {"action": action, "value": asked.get(action, "")}
    doing["next"] = local_path(asked.get("next", ""))
    return bare_page(request, "site/settings.html", {**context, **doing, "nav": "settings"})


def _keep(then: Reader, target: str) -> HttpResponse:
    response = HttpResponseRedirect(local_path(target))
    if then == USUAL:
        response.delete_cookie(COOKIE, samesite="Lax")
        return response
    # Our scripts read and write it too, so that it is not for the server alone.
    response.set_cookie(
        COOKIE, then.cookie, max_age=YEAR, samesite="Lax", secure=options.SESSION_COOKIE_SECURE
    )
    return response


def local_path(text: str) -> str:
    """The text when it is a path on this site, else that of the settings."""
    if text.startswith("/") and url_has_allowed_host_and_scheme(text, allowed_hosts=None):
        return iri_to_uri(text) or "/"
    return reverse("settings")


def _form(now: Reader) -> dict[str, Any]:
    tags = wishes.tag_names({*now.watched, *now.muted_tags})
    outlets = wishes.outlet_names(now.muted_outlets)
    path = reverse("settings")
    return {
        "choices": (
            ("theme", _("深浅色"), wishes.THEME_NAMES.items(), now.theme),
            ("market", _("涨跌颜色"), wishes.MARKET_NAMES.items(), now.market),
            ("size", _("字号"), wishes.SIZE_NAMES.items(), now.size),
        ),
        "watched": wishes.named(now.watched, tags),
        "muted_tags": wishes.named(now.muted_tags, tags),
        "muted_outlets": wishes.named(now.muted_outlets, outlets),
        "link": absolute(f"{path}?take={now.cookie}") if now.cookie else "",
    }
