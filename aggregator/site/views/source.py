"""The outlets that we read, and the page of each."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from aggregator.site.lists import cursors, timeline
from aggregator.site.pagecache import kept_page
from aggregator.site.press import sources
from aggregator.site.reader import reader
from aggregator.site.views import lists
from aggregator.site.views.frame import page
from aggregator.stories.first import ENOUGH


@require_safe
@kept_page()
def all_sources(request: HttpRequest) -> HttpResponse:
    """Every outlet: how reading goes, how much it reports, how often first."""
    now = timezone.now()
    context = {"nav": "sources", "rows": sources.all_sources(now), "enough": ENOUGH}
    return page(request, "site/sources.html", context, now=now)


@require_safe
@kept_page(params=("after",), parts=True)
def source(request: HttpRequest, slug: str) -> HttpResponse:
    """What an outlet reported, how much of its text we show, its record."""
    now = timezone.now()
    one = sources.one_source(slug, now)
    if one is None:
        raise Http404
    taste = reader(request.COOKIES)
    try:
        found = timeline.of_source(one.source, request.GET.get("after", ""), taste)
    except cursors.BadCursor:
        return lists.bad_cursor(request)
    muting = one.source.slug in taste.muted_outlets
    context = {"source": one.source, "read": one, "muting": muting, "enough": ENOUGH}
    return lists.answer(request, "site/source.html", found, context, now=now)
