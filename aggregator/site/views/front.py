"""The front page."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aggregator.site.lists import cursors, panel, timeline
from aggregator.site.lists.channels import day
from aggregator.site.lists.choice import FILTERS, Choice, NoSuchList, choice
from aggregator.site.lists.hot import hot
from aggregator.site.pagecache import kept_page
from aggregator.site.press.league import short_league
from aggregator.site.reader import reader
from aggregator.site.views import errors, lists

HOT = 5


@require_safe
@kept_page(params=(*FILTERS, "after"), parts=True)
def front(request: HttpRequest) -> HttpResponse:
    """The timeline, or what of it the address asks for."""
    now = timezone.now()
    taste = reader(request.COOKIES)
    events = {one.article: one for one in hot(now)}
    try:
        chosen = choice(request.GET.dict(), taste)
        found = timeline.front(chosen, request.GET.get("after", ""), taste, hot=tuple(events))
    except NoSuchList:
        text = _("没有这个币种、话题或媒体，可能已经改名。请回时间线重新筛选。")
        return errors.bad_request(request, text=text)
    except cursors.BadCursor:
        return lists.bad_cursor(request)
    context = {
        "choice": chosen,
        "nav": chosen.nav,
        "chosen": panel.chips(chosen, taste),
        "fields": panel.fields(chosen, day(now)),
        "everything": panel.address(Choice(), taste),
        "hot": tuple(events[pk] for pk in found.hot[:HOT]),
        "league": short_league(now),
    }
    # What a reader of 重要 alone sees by `important=0` must go on as that.
    query = {"important": "0"} if chosen.plain and taste.important_only else chosen.values
    return lists.answer(request, "site/front.html", found, context, now=now, query=query)
