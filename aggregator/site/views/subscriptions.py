"""The page of everything that can be subscribed to, and the same for feed readers."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aggregator.site.feeds import subscriptions
from aggregator.site.views.frame import page

_SECONDS = 3600


@require_safe
def feeds(request: HttpRequest) -> HttpResponse:
    """Every list with its feeds."""
    now = timezone.now()
    context = {"groups": subscriptions.groups(now), "site": settings.SITE_URL, "nav": "feeds"}
    return page(request, "site/feeds.html", context, now=now)


@require_safe
def opml(_request: HttpRequest) -> HttpResponse:
    """The same as one file that feed readers import."""
    found = subscriptions.groups(timezone.now())
    body = subscriptions.opml(found, settings.SITE_URL, _("链讯"))
    response = HttpResponse(body, content_type="text/x-opml; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="lianxun.opml"'
    response["Cache-Control"] = f"public, max-age={_SECONDS}"
    return response
