"""专题: the list, a topic's page, and the desk's look at it before readers have theirs."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from aggregator.site.lists import cursors
from aggregator.site.lists.topics import by_day, steps
from aggregator.site.pagecache import kept_page
from aggregator.site.views import errors, lists
from aggregator.site.views.frame import page
from aggregator.topics.entries import Place, entries
from aggregator.topics.listing import listed
from aggregator.topics.models import Topic

OTHERS = 5


@require_safe
@kept_page("topics")
def topics(request: HttpRequest) -> HttpResponse:
    """Every public topic, whatever moved last first."""
    found = list(listed())
    context = {
        "nav": "topics",
        "going": [one for one in found if one.state == Topic.State.OPEN],
        "ended": [one for one in found if one.state == Topic.State.CLOSED],
    }
    return page(request, "site/topics.html", context, now=timezone.now())


@require_safe
@kept_page("topic:{slug}", params=("after",))
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """A topic; 410 for one that was withdrawn, 404 for a draft: it is nobody's yet."""
    one = get_object_or_404(Topic.objects.prefetch_related("tags"), slug=slug)
    if one.state == Topic.State.WITHDRAWN:
        return errors.gone(request, topic=True)
    if not one.is_public:
        raise Http404
    return _answer(request, one, timezone.now())


@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of any topic, for who may see it at the desk; kept in no cache."""
    if not request.user.has_perm("topics.view_topic"):
        raise PermissionDenied
    one = get_object_or_404(Topic.objects.prefetch_related("tags"), pk=pk)
    response = _answer(request, one, timezone.now(), previewed=True)
    response["Cache-Control"] = "no-store, private"
    return response


def _answer(
    request: HttpRequest, one: Topic, now: datetime, *, previewed: bool = False
) -> HttpResponse:
    name = f"topic:{one.pk}"
    cursor = request.GET.get("after", "")
    try:
        after = _place(cursors.read(cursor, name)) if cursor else None
    except cursors.BadCursor:
        return lists.bad_cursor(request)
    found = entries(one, after)
    following = cursors.write(_mark(found.more), name) if found.more else ""
    context: dict[str, Any] = {
        "nav": "topics",
        "topic": one,
        "previewed": previewed,
        "first": after is None,
        "days": by_day(steps(found.entries), timezone.localdate(now)),
        "key": steps(found.pinned),
        "more": lists.next_link(request, following),
        "others": [other for other in listed() if other.pk != one.pk][:OTHERS],
    }
    return page(request, "site/topic.html", context, now=now)


def _place(place: cursors.Place) -> Place:
    return Place(place.sorted_at, place.id)


def _mark(place: Place) -> cursors.Place:
    return cursors.Place(place.at, place.story)
