"""The page of an article."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from aggregator.articles.models import Article, Tag
from aggregator.chain.card import CoinCard, coin_cards
from aggregator.site import policy
from aggregator.site.timeline import with_outlets
from aggregator.site.views import errors
from aggregator.site.views.frame import page

CARDS = 2
REVISIONS = 20


@require_safe
def article(request: HttpRequest, pk: int) -> HttpResponse:
    """An article; 410 for one that is hidden, 404 for one that never was."""
    now = timezone.now()
    if pk >= 2**63:
        raise Http404
    one = Article.objects.select_related("source").filter(pk=pk).first()
    if one is None:
        raise Http404
    if one.is_hidden:
        return errors.gone(request)
    return page(request, "site/article.html", _context(one, now), now=now)


def _context(one: Article, now: datetime) -> dict[str, Any]:
    tags = list(
        Tag.objects.filter(tagged__article=one, tagged__removed=False).order_by(
            "-tagged__about", "name"
        )
    )
    revisions = one.revisions.defer("html")[:REVISIONS] if one.revised else ()
    return {
        "article": one,
        "html": policy.html_shown(one),
        "excerpt": policy.excerpt_shown(one),
        # A flash may be no longer than its excerpt.
        "is_whole": len(one.text) <= len(one.excerpt),
        "is_headline_only": one.source.text_policy == policy.Policy.HEADLINE,
        "flags": policy.flag_texts(one),
        "tags": tags,
        "revisions": list(revisions),
        "others": with_outlets([one])[0].others,
        "cards": _cards(one, tags, now),
    }


def _cards(one: Article, tags: list[Tag], now: datetime) -> list[tuple[Tag, CoinCard]]:
    """The coins that stand beside the text, when the text has figures."""
    coins = {tag.slug: tag for tag in tags if tag.kind == Tag.Kind.COIN}
    if not one.has_figures or not coins:
        return []
    cards = coin_cards(list(coins), now)[:CARDS]
    return [(coins[card.tag_slug], card) for card in cards]
