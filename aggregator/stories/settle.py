"""What stands on a story is worked out from its reports: counts, lead, first, importance."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Q

from aggregator.articles.models import Article
from aggregator.stories.evidence import Heard, inputs_of
from aggregator.stories.features import Features
from aggregator.stories.first import first_of
from aggregator.stories.importance import importance
from aggregator.stories.models import Report, Ruling, Story, Trace
from aggregator.stories.signals import stories_changed
from aggregator.stories.traces import recall

COLUMNS = (
    "story",
    "article",
    "article__source",
    "article__source__name",
    "article__published_at",
    "article__sorted_at",
    "article__url_key",
    "article__is_hidden",
    "article__is_lead",
    "article__is_important",
    "article__locked_fields",
    "article__outlet_important",
)
FIELDS = [
    "started_at",
    "lead",
    "first",
    "first_tied",
    "report_count",
    "outlet_count",
    "importance",
    "reasons",
    "series_slug",
    "series_name",
    "series_subject",
    "series_level",
    "series_day",
    "by_editor",
    "merged_into",
]


def settle(ids: Iterable[int], now: datetime) -> set[int]:
    """Work the stories out again and mark their articles; give the articles that changed.

    Hidden reports neither count nor lead. An article's `is_important` follows its story unless an
    editor has locked it. Eight queries, whatever the number of stories; of a report only what is
    weighed is read. Within a transaction; `stories_changed` is sent after its commit.
    """
    stories = {story.pk: story for story in Story.objects.filter(pk__in=list(ids))}
    heard: dict[int, list[Heard]] = defaultdict(list)
    for row in Report.objects.filter(story__in=stories).values_list(*COLUMNS).iterator():
        heard[row[0]].append(Heard(*row[1:]))
    shown = {pk: [one for one in told if not one.hidden] for pk, told in heard.items()}
    leads = {pk: min(told, key=Heard.place).article for pk, told in shown.items() if told}
    features = recall(leads.values())
    inputs = inputs_of(shown, features)
    ruled = _ruled(stories)
    for pk, story in stories.items():
        told = shown.get(pk, [])
        _sum_up(story, told)
        if not told and heard.get(pk):  # all hidden: it keeps its place in the list of the desk
            story.started_at = min(one.at for one in heard[pk])
        story.report_count = len(told)
        story.outlet_count = len({one.source for one in told})
        story.lead_id = leads.get(pk)
        _name_series(story, features.get(leads.get(pk, 0)))
        story.by_editor = pk in ruled
        if heard.get(pk):
            story.merged_into_id = None
        weighed = importance(inputs[pk]) if told else None
        story.importance = weighed.score if weighed else 0
        story.reasons = list(weighed.reasons) if weighed else []
    Story.objects.bulk_create(
        stories.values(), update_conflicts=True, unique_fields=["id"], update_fields=FIELDS
    )
    send = partial(stories_changed.send_robust, sender=Story, ids=list(stories))
    transaction.on_commit(send)
    return _mark(stories, heard, now)


def _sum_up(story: Story, told: list[Heard]) -> None:
    """When it began, and who was first, by the reports that readers may see."""
    if told:
        story.started_at = min(one.at for one in told)
    timed = [one for one in told if one.published is not None]
    first = first_of((one.source, one.published) for one in timed if one.published)
    story.first_id = None
    story.first_tied = first is not None and first.tied
    if first is not None:
        candidates = [one for one in timed if one.source in first.sources]
        story.first_id = min(candidates, key=Heard.place).article


def _ruled(stories: Iterable[int]) -> set[int]:
    """Stories of which an editor said what belongs to them."""
    ids = list(stories)
    rows = Ruling.objects.filter(Q(a__report__story__in=ids) | Q(b__report__story__in=ids))
    found = rows.values_list("a__report__story", "b__report__story")
    return {pk for ends in found for pk in ends}


def _name_series(story: Story, read: Features | None) -> None:
    """Say which series the story is one of, by the report that stands for it."""
    series = read.series if read else None
    story.series_slug = series.slug[:64] if series else ""
    story.series_name = series.name[:80] if series else ""
    story.series_subject = series.subject[:200] if series else ""
    story.series_level = series.level[:200] if series else ""
    story.series_day = series.day if series else None


def _mark(stories: dict[int, Story], heard: dict[int, list[Heard]], now: datetime) -> set[int]:
    """Let `is_lead` and `is_important` of the articles say what the stories say."""
    wrong: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for pk, told in heard.items():
        for one in told:
            leads = one.article == stories[pk].lead_id
            if one.lead != leads:
                wrong["is_lead", leads].append(one.article)
            matters = stories[pk].is_important
            if one.important != matters and "is_important" not in one.locked:
                wrong["is_important", matters].append(one.article)
    changed = {pk for ids in wrong.values() for pk in ids}
    for (name, value), ids in wrong.items():
        Article.objects.filter(pk__in=ids).update(
            **{name: value, "index_pending": True, "updated_at": now}
        )
    # What we changed ourselves need not be looked at again.
    Trace.objects.filter(article__in=changed).update(at=now)
    return changed
