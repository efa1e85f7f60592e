"""The page of a tag."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from aggregator.articles.models import Tag
from aggregator.site import cursors, timeline
from aggregator.site.views import lists


@require_safe
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """The articles filed under a tag."""
    now = timezone.now()
    one = get_object_or_404(Tag, slug=slug)
    try:
        found = timeline.of_tag(one, request.GET.get("after", ""))
    except cursors.BadCursor:
        return lists.bad_cursor(request)
    aliases = [name for name in one.aliases if isinstance(name, str) and name != one.name]
    context = {"tag": one, "aliases": aliases[:8]}
    return lists.answer(request, "site/tag.html", found, context, now=now)
