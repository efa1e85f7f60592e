"""The pages of series."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from aggregator.site.lists import cursors
from aggregator.site.pagecache import kept_page
from aggregator.site.series import charts, listing
from aggregator.site.views import lists
from aggregator.site.views.frame import page


@require_safe
@kept_page()
def all_series(request: HttpRequest) -> HttpResponse:
    """Every series that is recognised: those with something in them, then the others."""
    now = timezone.now()
    newest = charts.newest(now)
    rows = [(kind, newest.get(kind.slug)) for kind in listing.counted(now)]
    context = {
        "told": [(kind, last) for kind, last in rows if kind.count],
        "quiet": [kind for kind, _ in rows if not kind.count],
        "nav": "series",
    }
    return page(request, "site/series.html", context, now=now)


@require_safe
@kept_page(params=("after",))
def series(request: HttpRequest, slug: str) -> HttpResponse:
    """A series: its figures over days, and its entries."""
    now = timezone.now()
    kind = listing.kinds().get(slug)
    if kind is None:
        raise Http404
    cursor = request.GET.get("after", "")
    try:
        found = listing.entries(kind, cursor)
    except cursors.BadCursor:
        return lists.bad_cursor(request)
    context = {
        "kind": kind,
        "charts": () if cursor else charts.level_charts(slug, now),
        "entries": found.entries,
        "more": lists.next_link(request, found.cursor),
        "first": not cursor,
        "nav": "series",
    }
    return page(request, "site/series_one.html", context, now=now)
