"""The page of an article."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import escape
from django.views.decorators.http import require_safe

from aggregator.articles import permitted
from aggregator.articles.models import Article
from aggregator.language import reading_minutes
from aggregator.site.lists.timeline import story_of
from aggregator.site.names.cards import cards
from aggregator.site.pagecache import kept_page, shows
from aggregator.site.press.outlets import outlets_of
from aggregator.site.series.listing import kinds
from aggregator.site.story.changes import changes_of
from aggregator.site.story.chips import by_label, chips
from aggregator.site.story.doubts import doubts_of
from aggregator.site.story.entities import Mark, marked, marks_of
from aggregator.site.story.evidence import Tagged, tags_of
from aggregator.site.story.flags import flag_texts
from aggregator.site.story.related import related
from aggregator.site.story.wallets import wallets
from aggregator.site.views import errors
from aggregator.site.views.frame import page
from aggregator.stories.models import Story
from aggregator.stories.reasons import why_important
from aggregator.votes.counting import tally_of_story

FACTS = 8


@require_safe
@kept_page("article:{pk}")
def article(request: HttpRequest, pk: int) -> HttpResponse:
    """An article; 410 for one that is hidden, 404 for one that never was."""
    now = timezone.now()
    if pk >= 2**63:
        raise Http404
    one = Article.objects.select_related("source", "report__story__standing").filter(pk=pk).first()
    if one is None:
        raise Http404
    if one.is_hidden:
        return errors.gone(request)
    return page(request, "site/article.html", _context(one, now), now=now)


def _context(one: Article, now: datetime) -> dict[str, Any]:
    tags = tags_of(one)
    addresses, unlisted = wallets(one)
    return {
        "article": one,
        **_text(one, marks_of(one, tags, addresses)),
        **_read(one),
        **_around(one, tags, now),
        "wallets": addresses,
        "wallets_unlisted": unlisted,
    }


def _text(one: Article, marks: Sequence[Mark]) -> dict[str, Any]:
    """The text as far as its outlet lets us show it, and aids to reading it."""
    html, excerpt = permitted.html(one), permitted.excerpt(one)
    headline_only = permitted.headline_alone(one)
    long = one.kind == Article.Kind.ARTICLE and not headline_only
    return {
        "html": marked(html, marks) if html else "",
        "excerpt": excerpt,
        "opening": marked(f"<p>{escape(excerpt)}</p>", marks) if excerpt and not html else "",
        # A flash may be no longer than its excerpt.
        "is_whole": len(one.text) <= len(one.excerpt),
        "is_headline_only": headline_only,
        "minutes": reading_minutes(one.text) if long and one.text else 0,
        "summary": one.summary.splitlines() if long else [],
        "summary_ai": one.summary_ai if long and one.summary else "",
        "keywords": one.keywords if long else [],
        "changes": changes_of(one),
    }


def _read(one: Article) -> dict[str, Any]:
    """What was read out of it, and what is doubtful about that."""
    return {
        "flags": flag_texts(one),
        "facts": by_label(chips(one, FACTS)),
        "doubts": doubts_of(one),
    }


def _around(one: Article, tags: Sequence[Tagged], now: datetime) -> dict[str, Any]:
    """Its tags, its story, and what stands beside it."""
    story = story_of(one)
    if story is not None:
        shows(f"story:{story.pk}")
    outlets = _outlets(story)
    same = {outlet.article_id for outlet in outlets}
    return {
        "main_tags": [tagged for tagged in tags if tagged.about],
        "named_tags": [tagged for tagged in tags if not tagged.about],
        "cards": cards((tagged.tag for tagged in tags), now) if one.has_figures else [],
        "story": story,
        "votes": tally_of_story(story, now),
        "series": kinds().get(story.series_slug) if story else None,
        "reasons": why_important(one, story),
        "outlets": outlets,
        "first_untold": not any(outlet.first for outlet in outlets),
        "related": related(one, leave_out=frozenset(same)),
    }


def _outlets(story: Story | None) -> tuple[Any, ...]:
    """The outlets of a story that several told; else none."""
    if story is None or story.report_count < 2:
        return ()
    told = outlets_of([story.pk]).get(story.pk, ())
    return told if len(told) > 1 else ()
