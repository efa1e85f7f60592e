"""The page of a coin, the points of its chart, and the list of coins."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from aggregator.articles.models import Tag
from aggregator.market import history
from aggregator.market.coins import COINS
from aggregator.market.quotes import quotes
from aggregator.site.chain.charts import DRAWN, traced
from aggregator.site.charts.spans import SPANS, Span, asked
from aggregator.site.feeds.lists import known_tag
from aggregator.site.figures import figures
from aggregator.site.lists import cursors
from aggregator.site.names import coin_chart, mentions
from aggregator.site.names.coins import coins
from aggregator.site.names.counts_chart import counts_chart
from aggregator.site.pagecache import kept_page
from aggregator.site.views import lists, names
from aggregator.site.views.frame import page
from aggregator.site.views.points import points_answer

USUAL = "7d"


@require_safe
@kept_page()
def all_coins(request: HttpRequest) -> HttpResponse:
    """Every coin that has a price."""
    now = timezone.now()
    return page(request, "site/coins.html", {"coins": coins(now), "nav": "coins"}, now=now)


@require_safe
@kept_page(params=("kind", "important", "span", "after"), parts=True)
def coin(request: HttpRequest, slug: str) -> HttpResponse:
    """A coin: price, the stories on its time axis, its network's figures, its news."""
    now = timezone.now()
    tag = known_tag(slug)
    if (elsewhere := names.moved(request, tag)) is not None:
        return elsewhere
    try:
        found = names.page_of(request, tag)
    except cursors.BadCursor:
        return lists.bad_cursor(request)
    if lists.wants_part(request):
        return lists.answer(request, "site/coin.html", found, {}, now=now)
    context = names.context(request, tag, found, now)
    if context["first"]:
        span = asked(request.GET.get("span", ""), USUAL)
        context |= {"span": span, "spans": SPANS.values(), "usual": USUAL}
        context |= _figures(tag, span, now)
        context |= {"record": mentions.record(tag, now), "beside": mentions.beside(tag, now)}
        context["counts"] = counts_chart(context["record"], now)
    return page(request, "site/coin.html", {**context, "nav": "coins"}, now=now)


def _figures(tag: Tag, span: Span, now: datetime) -> dict[str, Any]:
    """The price with its chart, and the network's lines where we read one."""
    seen = figures(now)
    quote = next((one for one in seen.quotes if one.coin == tag.slug), None)
    quote = quote or quotes([tag.slug], now).get(tag.slug)
    panel = next((one for one in seen.panels if one.tag_slug == tag.slug), None)
    return {
        "quote": quote,
        "chart": coin_chart.coin_chart(tag, span, now) if quote else None,
        "events": () if quote else coin_chart.events(tag, SPANS["30d"], now),
        "panel": panel,
        "lines": traced(panel, now) if panel and panel.network in DRAWN else (),
    }


@require_safe
def coin_points(request: HttpRequest, slug: str) -> JsonResponse:
    """The points and marks of a coin's chart, for the script that draws it."""
    now = timezone.now()
    if slug not in COINS:
        raise Http404
    span = asked(request.GET.get("span", ""), USUAL)
    tag = Tag.objects.filter(slug=slug).first()
    happened = coin_chart.events(tag, span, now) if tag else ()
    return points_answer(
        coin_chart.prices(slug, span, now),
        start=now - span.length,
        end=now,
        gap=history.gap(span.length),
        marks=[
            {
                "no": no,
                "at": int(one.at.timestamp()),
                "title": one.title,
                "href": one.href,
                "vital": one.vital,
            }
            for no, one in enumerate(happened, 1)
        ],
    )
