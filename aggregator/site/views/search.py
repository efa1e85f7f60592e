"""The search page."""

import re
from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aggregator.articles.models import Article
from aggregator.feeds.models import Source
from aggregator.search.errors import BadCursor, BadQuery, IndexUnavailable
from aggregator.search.facets import facets
from aggregator.search.query.parse import parse
from aggregator.search.query.scan import LONGEST_LINK
from aggregator.search.suggest.hot import note
from aggregator.site.lists.channels import channels
from aggregator.site.search import narrowing
from aggregator.site.search.advice import advice
from aggregator.site.search.finding import Wanted, find
from aggregator.site.search.narrowing import Way, href
from aggregator.site.views import errors
from aggregator.site.views.frame import page

POPULAR = 10
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


def wanted(request: HttpRequest, now: datetime) -> Wanted:
    """What the address asks for; what it does not say, or wrongly, is the usual."""
    text = _CONTROL.sub(" ", request.GET.get("q", "")[:LONGEST_LINK]).strip()
    return Wanted(
        query=parse(text, timezone.localdate(now)),
        order="newest" if request.GET.get("order") == "newest" else "relevance",
        cursor=request.GET.get("after", ""),
    )


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The form, and what was found; 503 while the index is made anew."""
    now = timezone.now()
    asked = wanted(request, now)
    if (kind := request.GET.get("kind")) in Article.Kind.values:
        # As the lists have it; in a search a kind is a condition of the query.
        return HttpResponsePermanentRedirect(href(asked.query.having("kind", kind), asked.order))
    context: dict[str, Any] = {"state": "empty"}
    if asked.query.text:
        try:
            context = _found(asked, _client(request), now)
        except BadQuery:
            context = {"state": "wordless"}
        except BadCursor:
            text = _("翻页标记已失效，或不属于这次搜索。请从第一页重新翻起。")
            return errors.lost_place(request, text, href(asked.query.text, asked.order))
        except IndexUnavailable:
            context = {"state": "unavailable"}
    return _page(request, asked, context, now)


def _found(asked: Wanted, client: str, now: datetime) -> dict[str, Any]:
    """The hits of a page, and ways on from them: facets from the first page, advice from none."""
    found = find(asked, now)
    if not found.hits and not found.cursor:
        return {"state": "none", "advice": advice(asked, now), "popular": _popular(now)}
    text, order = asked.query.text, asked.order
    more = href(text, order, after=found.cursor) if found.cursor else ""
    context = {"state": "found", "found": found, "more": more}
    if asked.cursor:
        return {**context, "first_page": href(text, order)}
    note(text, found.total, client, now)
    counted = facets(asked.query, found.reach, timezone.localdate(now))
    chosen = sum(value.chosen for facet in counted for value in facet.values)
    return {**context, "facets": narrowing.groups(counted, asked), "chosen": chosen}


def _page(
    request: HttpRequest, asked: Wanted, found: dict[str, Any], now: datetime
) -> HttpResponse:
    context = {"wanted": asked, "nav": "search", **found}
    if asked.query.clauses:
        today = timezone.localdate(now)
        context |= {
            "chips": narrowing.chips(asked),
            "bare": narrowing.without_filters(asked, today),
            "tabs": narrowing.tabs(asked, today),
            "orders": narrowing.orders(asked),
        }
    if found["state"] in ("empty", "wordless"):
        context |= {"examples": _examples(), "popular": _popular(now)}
    unavailable = found["state"] == "unavailable"
    status = HTTPStatus.SERVICE_UNAVAILABLE if unavailable else HTTPStatus.OK
    response = page(request, "site/search.html", context, now=now, status=status)
    if unavailable:
        response["Retry-After"] = "60"
    return response


def _client(request: HttpRequest) -> str:
    """What tells one reader from another within an hour, near enough to count; nothing is kept."""
    return "\n".join(request.META.get(name, "") for name in ("REMOTE_ADDR", "HTTP_USER_AGENT"))


def _popular(now: datetime) -> list[Way]:
    return [Way(one.name, href(one.name)) for one in channels(now)[:POPULAR]]


def _examples() -> list[tuple[Way, str]]:
    """Searches that show the syntax, and what each means."""
    texts = [
        ("大饼 现货ETF", _("两个词都要有，别名、代号、简繁都认得")),
        ("“现货 ETF”", _("引号里的一字不差")),
        ("近7天 重要:是", _("最近七天的重要消息")),
    ]
    if source := Source.objects.order_by("pk").first():
        texts.insert(2, (f"source:{source.slug}", _("只看%s") % source.name))
    return [(Way(text, href(text)), meaning) for text, meaning in texts]
