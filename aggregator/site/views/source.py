"""The page of an outlet."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from aggregator.feeds.models import Source
from aggregator.site import cursors, timeline
from aggregator.site.pagecache import kept_page
from aggregator.site.policy import POLICY_TEXTS, Policy
from aggregator.site.reader import reader
from aggregator.site.views import lists


@require_safe
@kept_page(params=("after",), parts=True)
def source(request: HttpRequest, slug: str) -> HttpResponse:
    """What an outlet reported, and how much of its text we show."""
    now = timezone.now()
    taste = reader(request.COOKIES)
    one = get_object_or_404(Source, slug=slug)
    try:
        found = timeline.of_source(one, request.GET.get("after", ""), taste)
    except cursors.BadCursor:
        return lists.bad_cursor(request)
    context = {
        "source": one,
        "policy_text": POLICY_TEXTS[Policy(one.text_policy)],
        "muting": one.slug in taste.muted_outlets,
    }
    return lists.answer(request, "site/source.html", found, context, now=now)
