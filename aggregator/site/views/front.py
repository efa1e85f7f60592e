"""The front page."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from aggregator.articles.models import Article
from aggregator.site import cursors, timeline
from aggregator.site.hot import hot
from aggregator.site.league import short_league
from aggregator.site.pagecache import kept_page
from aggregator.site.views import lists


def choice(request: HttpRequest) -> timeline.Choice:
    """What the address asks for; a kind that we don't have means all of them."""
    kind = request.GET.get("kind", "")
    return timeline.Choice(
        kind=kind if kind in Article.Kind.values else "",
        important=request.GET.get("important") == "1",
    )


@require_safe
@kept_page(params=("kind", "important", "after"), parts=True)
def front(request: HttpRequest) -> HttpResponse:
    """The timeline, or one of its tabs."""
    now = timezone.now()
    chosen = choice(request)
    try:
        found = timeline.front(chosen, request.GET.get("after", ""))
    except cursors.BadCursor:
        return lists.bad_cursor(request)
    aside = {"hot": hot(now), "league": short_league(now)}
    context = {"choice": chosen, "nav": chosen.nav, **aside}
    return lists.answer(request, "site/front.html", found, context, now=now)
