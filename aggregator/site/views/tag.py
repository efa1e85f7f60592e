"""The pages of people and bodies, and of every tag that is no name."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from aggregator.site.feeds.lists import known_tag
from aggregator.site.lists import cursors
from aggregator.site.names import mentions
from aggregator.site.names.counts_chart import counts_chart
from aggregator.site.pagecache import kept_page
from aggregator.site.views import lists, names


@require_safe
@kept_page(params=("kind", "important", "after"), parts=True)
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """The articles filed under a tag; another kind of tag leads to its own page."""
    return _page(request, slug)


@require_safe
@kept_page(params=("kind", "important", "after"), parts=True)
def who(request: HttpRequest, slug: str) -> HttpResponse:
    """A person or a body: how often in the news, beside whom, and the articles."""
    return _page(request, slug)


def _page(request: HttpRequest, slug: str) -> HttpResponse:
    now = timezone.now()
    one = known_tag(slug)
    if (elsewhere := names.moved(request, one)) is not None:
        return elsewhere
    try:
        found = names.page_of(request, one)
    except cursors.BadCursor:
        return lists.bad_cursor(request)
    context = names.context(request, one, found, now)
    if not lists.wants_part(request) and context["first"]:
        record = mentions.record(one, now)
        context |= {"record": record, "beside": mentions.beside(one, now)}
        context["counts"] = counts_chart(record, now)
    return lists.answer(request, "site/tag.html", found, context, now=now)
