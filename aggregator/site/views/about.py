"""What this site is, and how it treats what it shows."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from aggregator.site.policy import POLICY_TEXTS
from aggregator.site.views.frame import page


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """The page about the site."""
    policies = [(policy.label, text) for policy, text in POLICY_TEXTS.items()]
    context = {"policies": policies, "nav": "about"}
    return page(request, "site/about.html", context, now=timezone.now())
