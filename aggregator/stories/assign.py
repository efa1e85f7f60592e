"""Which story an article belongs to: for now, the one with the same headline."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction

from aggregator.articles.models import Article
from aggregator.stories.models import Report, Story

WINDOW = timedelta(hours=48)
SWEEP = 5000
ALONE = "article:"  # a story's fingerprint when its article has none


@transaction.atomic
def assign(ids: Iterable[int]) -> None:
    """Put each article into a story and mark the report that stands for it in lists.

    Reports whose headlines have the same fingerprint within the window are one story; an article
    without a fingerprint is a story of its own. Safe to run twice, in any order; the number of
    queries does not grow with that of the articles.
    """
    articles = list(
        Article.objects.filter(pk__in=list(ids))
        .select_related("report__story")
        .order_by("sorted_at", "pk")
    )
    fresh = [article for article in articles if not hasattr(article, "report")]
    told = [article.report.story for article in articles if hasattr(article, "report")]
    stories = _stories_for(fresh)
    Report.objects.bulk_create(
        [Report(article=a, story=s) for a, s in zip(fresh, stories, strict=True)],
        ignore_conflicts=True,
    )
    mark_leads({s.pk for s in [*told, *stories] if not s.fingerprint.startswith(ALONE)})


def _stories_for(articles: list[Article]) -> list[Story]:
    """Give the story of each article, those made now saved."""
    if not articles:
        return []
    near: dict[str, list[Story]] = defaultdict(list)
    for story in Story.objects.filter(
        fingerprint__in={a.fingerprint for a in articles if a.fingerprint},
        started_at__gte=articles[0].sorted_at - WINDOW,
        started_at__lte=articles[-1].sorted_at + WINDOW,
    ).order_by("started_at"):
        near[story.fingerprint].append(story)
    found: list[Story] = []
    made: list[Story] = []
    for article in articles:
        name = article.fingerprint or f"{ALONE}{article.pk}"
        at = article.sorted_at
        known = next((s for s in near[name] if abs(s.started_at - at) <= WINDOW), None)
        if known is None:
            known = Story(fingerprint=name, started_at=at, started_on=at.date())
            near[name].append(known)
            made.append(known)
        found.append(known)
    # The unique day makes two workers that see a headline at once agree on one story.
    Story.objects.bulk_create(
        made,
        update_conflicts=True,
        unique_fields=["fingerprint", "started_on"],
        update_fields=["started_on"],
    )
    return found


def mark_leads(story_ids: Iterable[int]) -> None:
    """Let the earliest report of each story stand for it in lists.

    By the outlet's own time; a report without one comes after those with one, a hidden one last.
    """
    reports: dict[int, list[Article]] = defaultdict(list)
    rows = Article.objects.filter(report__story__in=list(story_ids)).select_related("report")
    for article in rows.only(
        "pk", "published_at", "first_seen_at", "is_lead", "is_hidden", "report__story_id"
    ):
        reports[article.report.story_id].append(article)
    leads = {min(articles, key=_place).pk for articles in reports.values()}
    for lead in (True, False):
        wrong = [
            article.pk
            for articles in reports.values()
            for article in articles
            if article.is_lead != lead and (article.pk in leads) == lead
        ]
        Article.objects.filter(pk__in=wrong).update(is_lead=lead, index_pending=True)


def _place(article: Article) -> tuple[bool, bool, object, int]:
    time = article.published_at or article.first_seen_at
    return article.is_hidden, article.published_at is None, time, article.pk


def assign_pending() -> int:
    """Assign the latest articles that a killed worker left without a story; give how many."""
    latest = Article.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    ids = list(
        Article.objects.filter(pk__gt=latest - SWEEP, report=None).values_list("pk", flat=True)
    )
    if ids:
        assign(ids)
    return len(ids)
