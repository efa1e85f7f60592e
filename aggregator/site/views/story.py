"""The page of an event."""

from datetime import datetime
from typing import Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.utils import timezone
from django.views.decorators.http import require_safe

from aggregator.articles import permitted
from aggregator.articles.models import Article
from aggregator.site.names.cards import by_kind, cards, named_in
from aggregator.site.pagecache import kept_page
from aggregator.site.series.listing import earlier, kinds
from aggregator.site.story.agreement import said
from aggregator.site.story.changes import titles_changed
from aggregator.site.story.doubts import doubts_in
from aggregator.site.story.related import related
from aggregator.site.story.reports import facts_of, telling, visible
from aggregator.site.story.wallets import wallets_in
from aggregator.site.views import errors
from aggregator.site.views.frame import page
from aggregator.stories.models import Story
from aggregator.stories.reasons import why_important
from aggregator.stories.rulings import followed
from aggregator.votes.counting import tally_of_story

RELATED = 5


@require_safe
@kept_page("story:{pk}")
def story(request: HttpRequest, pk: int) -> HttpResponse:
    """An event that several reports tell of.

    301 to the story it was merged into, 302 to the article of a story with one report, 410 when
    every report is hidden, 404 for a story that never was.
    """
    now = timezone.now()
    one = Story.objects.select_related("standing").filter(pk=pk).first() if pk < 2**63 else None
    if one is None:
        raise Http404
    if one.merged_into_id is not None:
        target = followed(one)
        if target.merged_into_id is not None:  # rows that lead in a circle
            return errors.gone(request, story=True)
        return HttpResponsePermanentRedirect(target.get_absolute_url())
    articles = visible(one)
    if not articles:
        return errors.gone(request, story=True)
    if len(articles) == 1:
        return HttpResponseRedirect(articles[0].get_absolute_url())
    return page(request, "site/story.html", _context(one, articles, now), now=now)


def _context(one: Story, articles: list[Article], now: datetime) -> dict[str, Any]:
    lead = next((a for a in articles if a.pk == one.lead_id), articles[0])
    ids = [article.pk for article in articles]
    tags = named_in(ids)
    addresses, unlisted = wallets_in(articles)
    figured = any(article.has_figures for article in articles)
    return {
        "story": one,
        "lead": lead,
        "excerpt": permitted.excerpt(lead),
        "reasons": why_important(lead, one),
        "telling": telling(articles, lead),
        "facts": facts_of(articles),
        "doubts": doubts_in(articles),
        "said": said(articles),
        "wallets": addresses,
        "wallets_unlisted": unlisted,
        "changes": titles_changed(articles),
        "kinds": by_kind(tags),
        "votes": tally_of_story(one, now),
        "cards": cards(tags, now) if figured else [],
        "series": kinds().get(one.series_slug),
        "earlier": earlier(one),
        "related": related(lead, leave_out=frozenset(ids), most=RELATED),
    }
