"""The documentation of the public API."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from aggregator.api.reference import reference
from aggregator.site.views.frame import page


@require_safe
def api(request: HttpRequest) -> HttpResponse:
    """What programs can ask, and how."""
    context = {"reference": reference(), "nav": "api"}
    return page(request, "site/api.html", context, now=timezone.now())
