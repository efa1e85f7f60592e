"""利好 or 利空: the form of a story, as a page and for the script of the buttons.

Ordinary pages hold no token and are the same for everybody. The script asks here first, then
posts; without a script the buttons lead here.
"""

from datetime import datetime
from typing import Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
    JsonResponse,
)
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from aggregator.articles.models import Article
from aggregator.site.templatetags.votes import LEANINGS
from aggregator.site.views import errors
from aggregator.site.views.frame import bare_page
from aggregator.site.voter import Voter, remember, voter
from aggregator.stories.models import Story
from aggregator.votes.casting import cast, own_vote, root_of, take_back
from aggregator.votes.counting import tally
from aggregator.votes.errors import NoSuchStoryError, TooManyVotesError, VotesClosedError
from aggregator.votes.limits import spend
from aggregator.votes.models import Way
from aggregator.votes.tally import Tally

NONE = "none"  # takes the vote back


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def vote(request: HttpRequest, pk: int) -> HttpResponse:
    """The votes on a story, the reader's own, and the form; POST `way` (up, down, none) votes.

    JSON for those who accept it. 404 for no story, 410 for one whose reports are hidden, 301 for
    one that was merged, 400 for no such way, 429 beyond a limit, 503 while Redis is away.
    """
    try:
        root = root_of(pk) if pk < 2**63 else 0
    except NoSuchStoryError:
        root = 0
    one = Story.objects.filter(pk=root).first()
    if one is None:
        raise Http404
    lead = _lead(one)
    if lead is None:
        return _refused(request, errors.gone(request, story=True), _("这件事的报道都已下线"))
    if request.method == "POST":
        return _taken(request, one, timezone.now())
    if root != pk:
        return HttpResponsePermanentRedirect(reverse("vote", args=[root]))
    return _shown(request, one, lead, voter(request), timezone.now())


def _lead(one: Story) -> Article | None:
    """The report that stands for a story, of those that readers may see."""
    shown = Article.objects.filter(report__story=one, is_hidden=False)
    return shown.order_by("-is_lead", "sorted_at", "pk").only("title").first()


def _taken(request: HttpRequest, one: Story, now: datetime) -> HttpResponse:
    way = request.POST.get("way", "")
    if way != NONE and way not in Way.values:
        text = _("没有这种投票。请用利好或利空按钮。")
        return _refused(request, errors.bad_request(request, text=text), text)
    who = voter(request)
    try:
        spend(one.pk, who.name, who.network, newcomer=who.new, now=now)
        if way == NONE:
            found = take_back(one.pk, who.name, now)
        else:
            found = cast(one.pk, Way(way), who.name, who.network, now)
    except TooManyVotesError as error:
        return _busy(request, error.wait)
    except VotesClosedError:
        return _closed(request)
    if _wants_json(request):
        response: HttpResponse = _state(request, found, "" if way == NONE else way)
    else:
        response = HttpResponseRedirect(reverse("vote", args=[one.pk]))
        response.status_code = 303
    remember(response, who)
    return response


def _shown(
    request: HttpRequest, one: Story, lead: Article, who: Voter, now: datetime
) -> HttpResponse:
    found = tally([one.pk], now).get(one.pk, Tally())
    own = own_vote(one.pk, who.name) or ""
    if _wants_json(request):
        return _state(request, found, own)
    told = {"story": one, "lead": lead, "votes": found, "own": own}
    return bare_page(request, "site/vote.html", told, form=True)


def _state(request: HttpRequest, found: Tally, own: str) -> HttpResponse:
    return _json(
        {
            "token": get_token(request),
            "up": found.up,
            "down": found.down,
            "bar": found.bar,
            "word": str(LEANINGS.get(found.leaning, "")),
            "own": own or None,
        }
    )


def _busy(request: HttpRequest, wait: int) -> HttpResponse:
    title = _("投得太快了")
    text = _("同一个网络短时间内投票太多。%(wait)s 秒后再试，先前的投票不受影响。") % {"wait": wait}
    page = errors.answer(request, errors.Problem(429, title, text))
    response = _refused(request, page, text)
    response["Retry-After"] = str(wait)
    return response


def _closed(request: HttpRequest) -> HttpResponse:
    text = _("暂时无法投票，过一两分钟再试。已有的投票不受影响。")
    page = errors.answer(request, errors.Problem(503, _("投票暂停"), text))
    response = _refused(request, page, text)
    response["Retry-After"] = "60"
    return response


def _refused(request: HttpRequest, page: HttpResponse, text: str) -> HttpResponse:
    return _json({"error": text}, page.status_code) if _wants_json(request) else page


def _json(content: dict[str, Any], status: int = 200) -> HttpResponse:
    response = JsonResponse(content, status=status, json_dumps_params={"ensure_ascii": False})
    response["Vary"] = "Accept"
    return response


def _wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")
