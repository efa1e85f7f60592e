"""Pictures of pages, drawn when they are asked for; nobody can have words of their own drawn."""

from collections.abc import Callable
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from aggregator.articles.models import Article
from aggregator.site.feeds.lists import known_tag
from aggregator.site.keeping.kept import kept
from aggregator.site.og import card as cards
from aggregator.site.og.card import Card
from aggregator.site.og.draw import png
from aggregator.site.views import errors
from aggregator.stories.models import Story
from aggregator.topics.models import Topic

# A crawler asks a few times in a row; for longer the picture is kept outside, by its version.
_KEPT_SECONDS = 300
_DAY = 24 * 3600  # what is taken down must not stand in caches of others for long
_SOON = 300


@require_safe
def og(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """The picture of a page; 404 where there is no such page, 410 where it was taken down."""
    if kind not in _CARDS:
        raise Http404
    card = _CARDS[kind](key)
    if card is None:
        return errors.gone(request, story=kind == "story", topic=kind == "topic")
    etag = f'"{card.version}"'
    answer = HttpResponse(content_type="image/png")
    answer["ETag"] = etag
    named = request.GET.get("v") == card.version
    answer["Cache-Control"] = f"public, max-age={_DAY if named else _SOON}"
    unchanged = get_conditional_response(request, etag, None, answer)
    if unchanged is not answer:  # asked before the drawing, which is what costs
        return cast("HttpResponse", unchanged)
    answer.content = kept(f"og:{card.version}", _KEPT_SECONDS, lambda: png(card))
    return answer


def _of_article(key: str) -> Card | None:
    one = Article.objects.select_related("source").filter(pk=_number(key)).first()
    if one is None:
        raise Http404
    return None if one.is_hidden else cards.of_article(one)


def _of_story(key: str) -> Card | None:
    one = Story.objects.select_related("lead").filter(pk=_number(key)).first()
    if one is None:
        raise Http404
    lead = one.lead
    if lead is None or lead.is_hidden:
        told = Article.objects.filter(report__story=one, is_hidden=False)
        lead = told.order_by("sorted_at", "pk").first()
    return cards.of_story(one, lead) if lead else None


def _of_tag(key: str) -> Card:
    return cards.of_tag(known_tag(key))


def _of_topic(key: str) -> Card | None:
    one = Topic.objects.filter(slug=key).first()
    if one is None or one.state == Topic.State.DRAFT:
        raise Http404
    return cards.of_topic(one) if one.is_public else None


def _of_site(key: str) -> Card:
    if key != "default":
        raise Http404
    return cards.of_site()


_CARDS: dict[str, Callable[[str], Card | None]] = {
    "article": _of_article,
    "story": _of_story,
    "tag": _of_tag,
    "topic": _of_topic,
    "site": _of_site,
}


def _number(key: str) -> int:
    """The id that a part of an address writes. Raises `Http404`."""
    if not key.isdecimal() or len(key) > 18:
        raise Http404
    return int(key)
