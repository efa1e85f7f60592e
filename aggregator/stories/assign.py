"""Which story an article belongs to: for now, the one with the same headline."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction

from aggregator.articles.models import Article
from aggregator.stories.models import Report, Story

WINDOW = timedelta(hours=48)
SWEEP = 5000


@transaction.atomic
def assign(ids: Iterable[int]) -> None:
    """Put each article into a story and mark the report that stands for it in lists.

    Reports whose headlines have the same fingerprint within the window are one story; an article
    without a fingerprint is a story of its own. Safe to run twice, in any order.
    """
    articles = Article.objects.filter(pk__in=list(ids)).order_by("sorted_at", "pk")
    touched: set[int] = set()
    for article in articles.select_related("report"):
        report = getattr(article, "report", None)
        if report is None:
            story = _story_for(article)
            Report.objects.get_or_create(article=article, defaults={"story": story})
            touched.add(story.pk)
        else:
            touched.add(report.story_id)
    for story_id in touched:
        mark_lead(story_id)


def _story_for(article: Article) -> Story:
    if article.fingerprint:
        near = Story.objects.filter(
            fingerprint=article.fingerprint,
            started_at__range=(article.sorted_at - WINDOW, article.sorted_at + WINDOW),
        ).order_by("started_at")
        story = near.select_for_update().first()
        if story is not None:
            return story
        # The unique day makes two workers that see the headline at once agree on one story.
        story, _ = Story.objects.get_or_create(
            fingerprint=article.fingerprint,
            started_on=article.sorted_at.date(),
            defaults={"started_at": article.sorted_at},
        )
        return story
    return Story.objects.create(
        fingerprint=f"article:{article.pk}",
        started_on=article.sorted_at.date(),
        started_at=article.sorted_at,
    )


def mark_lead(story_id: int) -> None:
    """Let the earliest report stand for the story in lists.

    By the outlet's own time; a report without one comes after those with one, a hidden one last.
    """
    reports = list(
        Article.objects.filter(report__story_id=story_id).only(
            "pk", "published_at", "first_seen_at", "is_lead", "is_hidden"
        )
    )
    reports.sort(
        key=lambda a: (
            a.is_hidden,
            a.published_at is None,
            a.published_at or a.first_seen_at,
            a.pk,
        )
    )
    for place, article in enumerate(reports):
        if article.is_lead != (place == 0):
            Article.objects.filter(pk=article.pk).update(is_lead=place == 0, index_pending=True)


def assign_pending() -> int:
    """Assign the latest articles that a killed worker left without a story; give how many."""
    latest = Article.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    ids = list(
        Article.objects.filter(pk__gt=latest - SWEEP, report=None).values_list("pk", flat=True)
    )
    assign(ids)
    return len(ids)
