"""Articles come, stories follow: on the database, with the scorer as it is."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from aggregator.articles.models import Article
from aggregator.stories.assign import assign, assign_pending
from aggregator.stories.models import Key, Link, Report, Ruling, Story
from tests.stories.conftest import HACK, NOW, Newsroom

pytestmark = pytest.mark.django_db


def test_reports_of_one_event_are_one_story_led_by_the_earliest(room: Newsroom) -> None:
    late, early = room.tell("b", HACK[0], 0), room.tell("a", HACK[1], -3)
    assign([late.pk])
    assign([early.pk])
    assert room.stories() == {frozenset({late.pk, early.pk})}
    assert room.leads() == {early.pk}
    story = Story.objects.get()
    assert (story.lead, story.first, story.first_tied) == (early, early, False)
    assert (story.report_count, story.outlet_count) == (2, 2)
    assert story.started_at == early.sorted_at


def test_a_report_says_why_it_stands_in_its_story(room: Newsroom) -> None:
    early, late = room.tell("a", HACK[0], 0), room.tell("b", HACK[1], 3)
    assign([early.pk, late.pk])
    assert Report.objects.get(article=early).reasons == ["事件的第一篇报道"]
    joined = Report.objects.get(article=late)
    assert joined.reasons
    assert 0.5 <= joined.score <= 1


def test_the_same_headline_days_later_is_another_story(room: Newsroom) -> None:
    one, other = room.tell("a", HACK[0], 0), room.tell("b", HACK[0], 49 * 60)
    assign([one.pk, other.pk])
    assert room.leads() == {one.pk, other.pk}


def test_another_event_is_another_story(room: Newsroom) -> None:
    one, other = room.tell("a", HACK[0], 0), room.tell("b", "韩国央行维持基准利率不变", 1)
    assign([one.pk, other.pk])
    assert len(room.stories()) == 2


def test_articles_without_words_never_meet(room: Newsroom) -> None:
    one, other = room.tell("a", "", 0), room.tell("b", "", 0)
    assign([one.pk, other.pk])
    assert room.leads() == {one.pk, other.pk}


def test_an_unknown_time_does_not_lead(room: Newsroom) -> None:
    unknown = room.tell("a", HACK[0], -5, published_at=None)
    known = room.tell("b", HACK[1], 0)
    assign([unknown.pk, known.pk])
    assert room.leads() == {known.pk}
    assert Story.objects.get().first is None


def test_a_hidden_report_neither_leads_nor_counts(room: Newsroom) -> None:
    hidden, shown = room.tell("a", HACK[0], -60), room.tell("b", HACK[1], 0)
    assign([hidden.pk, shown.pk])
    Article.objects.filter(pk=hidden.pk).update(is_hidden=True)
    assign([hidden.pk])
    assert room.leads() == {shown.pk}
    assert Story.objects.get().report_count == 1
    Article.objects.filter(pk=shown.pk).update(is_hidden=True)
    assign([shown.pk])
    assert Story.objects.get().lead is None
    assert room.leads() == set()


def test_assigning_twice_changes_nothing(room: Newsroom) -> None:
    ids = [room.tell("a", HACK[0], 0).pk, room.tell("b", HACK[1], 1).pk]
    assign(ids)
    Article.objects.update(index_pending=False)
    before = list(Report.objects.order_by("pk").values()), list(Story.objects.values())
    assign(ids)
    assert (list(Report.objects.order_by("pk").values()), list(Story.objects.values())) == before
    assert not Article.objects.filter(index_pending=True).exists()


def test_what_a_killed_worker_left_is_swept_up(room: Newsroom) -> None:
    one = room.tell("a", HACK[0], 0)
    assert assign_pending() == 1
    assert one.report
    assert assign_pending() == 0


def test_a_revision_whose_signal_was_lost_is_swept_up(room: Newsroom) -> None:
    one, other = room.tell("a", HACK[0], 0), room.tell("b", HACK[1], 1)
    assign([one.pk, other.pk])
    Article.objects.filter(pk=other.pk).update(
        title="韩国央行维持基准利率不变", updated_at=NOW + timedelta(hours=1)
    )
    assert assign_pending() == 1
    assert len(room.stories()) == 2
    assert assign_pending() == 0


def test_a_touched_article_that_says_the_same_is_looked_at_once(room: Newsroom) -> None:
    one = room.tell("a", HACK[0], 0)
    assign([one.pk])
    Article.objects.filter(pk=one.pk).update(updated_at=NOW + timedelta(hours=1))
    assert assign_pending() == 1
    assert assign_pending() == 0


def test_an_article_that_changed_while_it_was_read_waits_for_its_own_turn(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    from aggregator.stories import traces

    one = room.tell("a", HACK[0], 0)
    genuine = traces.read

    def read(ids: Any) -> Any:
        seen = genuine(ids)
        Article.objects.filter(pk=one.pk).update(updated_at=NOW + timedelta(hours=1))
        return seen

    monkeypatch.setattr(traces, "read", read)
    assign([one.pk])
    assert not Report.objects.exists()
    monkeypatch.undo()
    assert assign_pending() == 1
    assert Report.objects.get().article == one


def test_articles_that_are_gone_are_passed_over(db: None) -> None:
    assign([404])
    assert not Story.objects.exists()


def test_marks_follow_and_the_index_hears_of_it(room: Newsroom) -> None:
    late = room.tell("b", HACK[0], 0)
    assign([late.pk])
    Article.objects.update(index_pending=False)
    early = room.tell("a", HACK[1], -3, index_pending=False)
    now = NOW + timedelta(hours=2)
    assign([early.pk], now)
    late.refresh_from_db()
    assert (late.is_lead, late.index_pending, late.updated_at) == (False, True, now)


def test_a_story_keeps_its_number_and_an_emptied_one_leads_on(room: Newsroom) -> None:
    """A bridge that comes late makes two stories one; the address of the other still works."""
    first, third = room.tell("a", HACK[0], 0), room.tell("c", HACK[0], 50 * 60)
    assign([first.pk, third.pk])
    numbers = {pk: Report.objects.get(article=pk).story_id for pk in (first.pk, third.pk)}
    Article.objects.filter(pk=third.pk).update(sorted_at=NOW + timedelta(minutes=9))
    assign([third.pk])
    kept = Report.objects.get(article=third).story_id
    assert kept == Report.objects.get(article=first).story_id == min(numbers.values())
    gone = Story.objects.get(pk=max(numbers.values()))
    assert gone.merged_into_id == kept
    assert gone.report_count == 0


def test_the_queries_do_not_grow_with_the_articles(
    room: Newsroom, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    few = [room.tell("a", f"{HACK[n % 2]}{n}", n).pk for n in range(4)]
    many = [room.tell("b", f"{HACK[n % 2]}{n % 40}", n).pk for n in range(60)]
    with django_assert_max_num_queries(40) as counted:
        assign(few)
    with django_assert_max_num_queries(len(counted) + 12):
        assign(many)


def test_the_clock_sweeps_too(room: Newsroom) -> None:
    from aggregator.stories.tasks import assign_pending as task

    one = room.tell("a", HACK[0], 0)
    task()
    assert one.report


def test_rows_name_themselves(room: Newsroom) -> None:
    one, other = room.tell("a", HACK[0], 0), room.tell("b", HACK[1], 1)
    assign([one.pk, other.pk])
    story = Story.objects.get()
    assert str(story) == one.title
    assert str(Story(pk=7)) == "事件 7"
    assert str(one.report) == f"{story.pk}/{one.pk}"
    assert str(one.trace) == str(one.pk)
    assert str(Link.objects.get()) == f"{one.pk}–{other.pk}"
    key = Key.objects.first()
    assert key is not None
    assert str(key) == str(key.slot)
    assert str(Ruling(a=one, b=other, same=True)) == f"{one.pk}={other.pk}"


def test_an_old_report_that_says_something_else_now_leaves_its_story(room: Newsroom) -> None:
    """The bridge between two reports goes; what is left is worked out again."""
    first, bridge, last = (room.tell(slug, HACK[0], n) for n, slug in enumerate("abc"))
    assign([first.pk, bridge.pk, last.pk])
    number = Report.objects.get(article=first).story_id
    Article.objects.filter(pk=first.pk).update(title="韩国央行维持基准利率不变")
    assign([first.pk])
    assert room.stories() == {frozenset({first.pk}), frozenset({bridge.pk, last.pk})}
    assert Report.objects.get(article=bridge).story_id == number
    assert room.leads() == {first.pk, bridge.pk}


def test_the_memory_of_what_was_read_is_bounded(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    from aggregator.stories import traces

    monkeypatch.setattr(traces, "MEMORY", 2)
    ids = [room.tell("a", f"{HACK[0]} {n}", n).pk for n in range(5)]
    assign(ids)
    assert len(traces._memory) <= 2
    assert set(traces.recall(ids)) == set(ids)
