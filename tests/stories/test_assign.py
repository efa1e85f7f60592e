from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest

from aggregator.articles.models import Article
from aggregator.feeds.models import Source
from aggregator.stories.assign import WINDOW, assign, assign_pending, mark_leads
from aggregator.stories.models import Report, Story

NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
numbers = count(1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def source() -> Source:
    return Source.objects.create(slug="s", name="示例")


def article(source: Source, at: datetime | None, fingerprint: str = "f") -> Article:
    n = str(next(numbers))
    return Article.objects.create(
        source=source, url_key=n, title=n, published_at=at, first_seen_at=NOW,
        sorted_at=at or NOW, updated_at=NOW, fingerprint=fingerprint, content_hash=n,
    )  # fmt: skip


def leads() -> set[int]:
    return set(Article.objects.filter(is_lead=True).values_list("pk", flat=True))


def test_the_same_headline_is_one_story_led_by_the_earliest(source: Source) -> None:
    late, early = article(source, NOW), article(source, NOW - timedelta(minutes=3))
    assign([late.pk])
    assign([early.pk])
    assert late.report.story == early.report.story
    assert leads() == {early.pk}


def test_order_of_arrival_does_not_matter(source: Source) -> None:
    first, second = article(source, NOW), article(source, NOW + timedelta(minutes=3))
    assign([second.pk, first.pk])
    assert leads() == {first.pk}


def test_the_same_headline_days_later_is_another_story(source: Source) -> None:
    one = article(source, NOW)
    other = article(source, NOW + WINDOW + timedelta(seconds=1))
    assign([one.pk, other.pk])
    assert one.report.story != other.report.story
    assert leads() == {one.pk, other.pk}


def test_articles_without_a_fingerprint_never_meet(source: Source) -> None:
    one, other = article(source, NOW, ""), article(source, NOW, "")
    assign([one.pk, other.pk])
    assert leads() == {one.pk, other.pk}


def test_an_unknown_time_does_not_lead(source: Source) -> None:
    unknown, known = article(source, None), article(source, NOW)
    assign([unknown.pk, known.pk])
    assert leads() == {known.pk}


def test_a_hidden_report_does_not_lead(source: Source) -> None:
    hidden, shown = article(source, NOW - timedelta(hours=1)), article(source, NOW)
    assign([hidden.pk, shown.pk])
    Article.objects.filter(pk=hidden.pk).update(is_hidden=True)
    mark_leads([hidden.report.story_id])
    assert leads() == {shown.pk}


def test_assigning_twice_changes_nothing(source: Source) -> None:
    one, other = article(source, NOW), article(source, NOW)
    assign([one.pk, other.pk])
    assign([one.pk, other.pk])
    assert Story.objects.count() == 1
    assert Report.objects.count() == 2


def test_what_a_killed_worker_left_is_swept_up(source: Source) -> None:
    one = article(source, NOW)
    assert assign_pending() == 1
    assert one.report
    assert assign_pending() == 0


def test_the_queries_do_not_grow_with_the_articles(
    source: Source, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    ids = [article(source, NOW, f"f{n % 40}").pk for n in range(60)]
    with django_assert_max_num_queries(9):
        assign(ids)
    assert Story.objects.count() == len(leads()) == 40
