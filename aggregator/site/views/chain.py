"""链上: the figures of each network that we read, what they were, and news about them."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from aggregator.chain import history
from aggregator.chain.read import configured_networks
from aggregator.site.chain import charts
from aggregator.site.chain.networks import networks
from aggregator.site.chain.news import chain_news
from aggregator.site.charts.spans import SPANS, asked
from aggregator.site.figures import figures
from aggregator.site.pagecache import kept_page
from aggregator.site.views.frame import page
from aggregator.site.views.points import points_answer

USUAL = "24h"


@require_safe
@kept_page(params=("span",))
def chain(request: HttpRequest) -> HttpResponse:
    """The dashboard."""
    now = timezone.now()
    span = asked(request.GET.get("span", ""), USUAL)
    context = {
        "nav": "chain",
        "span": span,
        "spans": SPANS.values(),
        "usual": USUAL,
        "networks": networks(figures(now).panels, span, now),
        "news": chain_news(now),
    }
    return page(request, "site/chain.html", context, now=now)


@require_safe
def chain_points(request: HttpRequest, network: str, metric: str) -> JsonResponse:
    """The points of one figure, for the script that draws it."""
    now = timezone.now()
    span = asked(request.GET.get("span", ""), USUAL)
    known = network in configured_networks()
    points = charts.points_of(network, metric, span, now) if known else None
    if points is None:
        raise Http404
    return points_answer(
        points,
        start=now - span.length,
        end=now,
        gap=history.gap(metric, span.length),
    )
