"""谁先报: which outlet was first how often."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from aggregator.site.charts.spans import SPANS, asked
from aggregator.site.pagecache import kept_page
from aggregator.site.press.league import USUAL, examples, league
from aggregator.site.views.frame import page
from aggregator.stories.first import ENOUGH


@require_safe
@kept_page(params=("span",))
def first(request: HttpRequest) -> HttpResponse:
    """The outlets' records over 24 hours, 7 or 30 days; a span we don't have means the usual."""
    now = timezone.now()
    span = asked(request.GET.get("span", ""), USUAL)
    context = {
        "nav": "first",
        "span": span,
        "spans": SPANS.values(),
        "usual": USUAL,
        "rows": league(span, now),
        "enough": ENOUGH,
        "examples": examples(span, now),
    }
    return page(request, "site/first.html", context, now=now)
