"""The card of a name in running text: a fragment that the page's script asks for."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from aggregator.articles.models import ArticleTag, Tag
from aggregator.market.quotes import quotes

DAY = timedelta(hours=24)
FRESH = 60  # seconds
ALIASES = 4


@require_safe
def card(request: HttpRequest, slug: str) -> HttpResponse:
    """Name, kind, price, the reports of a day and the newest of them; 404 for an unknown name.

    The same for every reader, so that it may be kept by its address for a minute. Three queries.
    """
    now = timezone.now()
    tag = Tag.objects.filter(slug=slug).first()
    if tag is None:
        raise Http404
    shown = ArticleTag.objects.filter(
        tag=tag, removed=False, article__is_hidden=False, article__is_lead=True
    )
    latest = shown.select_related("article").order_by("-sorted_at", "-article_id").first()
    context = {
        "tag": tag,
        "aliases": tag.other_names[:ALIASES],
        "quote": quotes([slug], now).get(slug) if tag.kind == Tag.Kind.COIN else None,
        "count": shown.filter(sorted_at__gt=now - DAY).count(),
        "latest": latest.article if latest else None,
        "now": now,
    }
    response = render(request, "site/card.html", context)
    patch_cache_control(response, public=True, max_age=FRESH)
    response["X-Robots-Tag"] = "noindex"
    return response
