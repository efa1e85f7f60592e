"""What this site is, and how it treats what it shows."""

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from aggregator.feeds.models import Source
from aggregator.site.pagecache import kept_page
from aggregator.site.policy import POLICY_TEXTS
from aggregator.site.views.frame import page


@require_safe
@kept_page()
def about(request: HttpRequest) -> HttpResponse:
    """The page about the site, with every outlet and when a feed of it was last read."""
    policies = [(policy.label, text) for policy, text in POLICY_TEXTS.items()]
    outlets = (
        Source.objects.filter(feeds__enabled=True)
        .annotate(read_at=Max("feeds__succeeded_at"))
        .order_by("name", "pk")
    )
    context = {"policies": policies, "nav": "about", "outlets": list(outlets)}
    return page(request, "site/about.html", context, now=timezone.now())
