"""链上: the figures of each network that we read, what they were, and news about them."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from aggregator.chain import history
from aggregator.chain.read import configured_networks
from aggregator.site import chain_charts
from aggregator.site.chain_news import chain_news
from aggregator.site.figures import figures
from aggregator.site.networks import networks
from aggregator.site.spans import SPANS, asked
from aggregator.site.views.frame import page
from aggregator.site.views.points import points_answer

USUAL = "24h"


@require_safe
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
    drawn = {one.key for one in chain_charts.DRAWN.get(network, ())}
    if network not in configured_networks() or metric not in drawn:
        raise Http404
    span = asked(request.GET.get("span", ""), USUAL)
    return points_answer(
        chain_charts.past(network, span, now)[metric],
        start=now - span.length,
        end=now,
        gap=history.gap(metric, span.length),
    )
