"""Stories as lists show them, read from the database."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from aggregator.articles.models import ArticleTag
from aggregator.live.event import SPAN, Heard, Shown, seal
from aggregator.stories.models import Report, Story

COLUMNS = ("outlet_count", "first_id", "first_tied", "reasons")


def shown_of(stories: Collection[int], now: datetime) -> dict[int, Shown]:
    """By their numbers the stories of the last day that lists show; three queries.

    A story without a visible report is left out, and so is what is too old for an open page.
    """
    rows = (
        Story.objects.filter(pk__in=stories, lead__is_hidden=False, lead__sorted_at__gt=now - SPAN)
        .select_related("lead")
        .only(
            *(name.removesuffix("_id") for name in COLUMNS),
            *(f"lead__{name}" for name in ("title", "kind", "sorted_at", "is_important")),
            *(f"lead__{name}" for name in ("content_hash", "revised", "summary_ai")),
        )
    )
    found = {story.pk: story for story in rows}
    leads = [story.lead_id for story in found.values()]
    tags = _tags([pk for pk in leads if pk])
    reports = _reports(found)
    return {pk: _shown(story, tags, reports[pk]) for pk, story in found.items()}


def _shown(story: Story, tags: dict[int, list[str]], reports: list[Heard]) -> Shown:
    lead = story.lead
    assert lead is not None  # noqa: S101 - the query asked for those with a lead
    named = tuple(tags[lead.pk])
    said = (lead.content_hash, lead.title, lead.kind, lead.revised, lead.sorted_at)
    return Shown(
        story=story.pk,
        article=lead.pk,
        kind=lead.kind,
        important=lead.is_important,
        at=lead.sorted_at,
        tags=named,
        reports=tuple(reports),
        seal=seal(
            said,
            [getattr(story, name) for name in COLUMNS],
            sorted(named),
            [(one.article, one.at) for one in reports],
        ),
    )


def _tags(articles: list[int]) -> dict[int, list[str]]:
    """The slugs of each article, those that it is about first."""
    rows = ArticleTag.objects.filter(article__in=articles, removed=False)
    found: dict[int, list[str]] = defaultdict(list)
    for article, slug in rows.order_by("-about", "pk").values_list("article", "tag__slug"):
        found[article].append(slug)
    return found


def _reports(stories: Collection[int]) -> dict[int, list[Heard]]:
    rows = Report.objects.filter(story__in=stories, article__is_hidden=False)
    found: dict[int, list[Heard]] = defaultdict(list)
    columns = ("story", "article__source__slug", "article", "article__sorted_at")
    for story, source, article, at in rows.order_by("article").values_list(*columns):
        found[story].append(Heard(source, article, at))
    return found
