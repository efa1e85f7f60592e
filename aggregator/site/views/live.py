"""What open pages ask for by themselves: events missed, and the items of a list."""

import json
import re

import redis
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from aggregator.articles.models import Article
from aggregator.live import stream
from aggregator.site.figures import figures
from aggregator.site.lists import timeline
from aggregator.site.lists.days import grouped

MOST_ITEMS = 30
MOST_EVENTS = 200
_POLL_SECONDS = 3
_ITEMS_SECONDS = 30
_IDS = re.compile(rf"\d{{1,15}}(,\d{{1,15}}){{0,{MOST_ITEMS - 1}}}", re.ASCII)


@require_safe
def poll(request: HttpRequest) -> HttpResponse:
    """The events after `?after=`, as JSON, for pages that the live stream does not reach.

    {"last": where the stream stands, "lost": whether events are missing before these,
    "events": [{"place": id, "event": {…}}]}, oldest first. 503 while Redis is away.
    """
    try:
        after = stream.place(request.GET.get("after"))
        found = stream.since(after, MOST_EVENTS) if after else stream.at_the_end()
    except (redis.RedisError, OSError) as error:
        answer = JsonResponse({"error": type(error).__name__}, status=503)
        answer["Retry-After"] = "15"
        answer["Cache-Control"] = "no-store"
        return answer
    events = [{"place": str(place), "event": json.loads(text)} for place, text in found.events]
    said = {"last": str(found.last), "lost": found.lost, "events": events}
    answer = JsonResponse(said, json_dumps_params={"ensure_ascii": False})
    answer["Cache-Control"] = f"public, max-age={_POLL_SECONDS}"
    answer["X-Robots-Tag"] = "noindex"
    return answer


@require_safe
def items(request: HttpRequest) -> HttpResponse:
    """The articles `?ids=1,2,3` as a list shows them, newest first, under their days.

    `MOST_ITEMS` at most. What is hidden or unknown is left out. `?list=source`: as an outlet's own
    list shows them. 400 for what is no list of numbers.
    """
    asked = request.GET.get("ids", "")
    if not _IDS.fullmatch(asked):
        return HttpResponse(status=400)
    ids = sorted({int(number) for number in asked.split(",")})
    rows = timeline.listed(Article.objects.filter(is_hidden=False, pk__in=ids))
    whole = request.GET.get("list") != "source"
    found = timeline.with_outlets(list(rows.order_by("-sorted_at", "-id")), whole=whole)
    now = timezone.now()
    listed = {"days": grouped(found, now), "figures": figures(now)}
    answer = render(request, "site/_days.html", listed)
    answer["Cache-Control"] = f"public, max-age={_ITEMS_SECONDS}"
    answer["X-Robots-Tag"] = "noindex"
    return answer
