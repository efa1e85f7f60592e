"""Who was first."""

from datetime import timedelta

import pytest

from aggregator.articles.models import Article
from aggregator.stories.assign import assign
from aggregator.stories.first import first_of, first_table
from aggregator.stories.models import Story
from tests.stories.conftest import HACK, NOW, Newsroom

DAY = timedelta(hours=24)


def test_the_earliest_minute_is_first() -> None:
    found = first_of([(1, NOW + timedelta(minutes=2)), (2, NOW), (2, NOW + timedelta(minutes=9))])
    assert found is not None
    assert (found.at, found.sources, found.tied) == (NOW, {2}, False)


def test_the_same_minute_is_a_tie() -> None:
    found = first_of([(1, NOW + timedelta(seconds=59)), (2, NOW)])
    assert found is not None
    assert found.sources == {1, 2}
    assert found.tied


def test_one_outlet_alone_is_not_first() -> None:
    assert first_of([(1, NOW), (1, NOW + timedelta(minutes=1))]) is None
    assert first_of([]) is None


TITLES = {
    "hack": "Drift Protocol 遭黑客攻击，损失约 2.85 亿美元",
    "bank": "韩国央行维持基准利率不变",
    "fund": "a16z crypto 完成 20 亿美元第五期基金募资",
}


def told(room: Newsroom, *reports: tuple[str, float], what: str = "hack", **values: object) -> None:
    """A story of its own, told by outlets some minutes after NOW."""
    made = [room.tell(slug, TITLES[what], minutes, **values) for slug, minutes in reports]
    assign([one.pk for one in made])


@pytest.mark.django_db
def test_the_table(room: Newsroom) -> None:
    told(room, ("a", 0), ("b", 4), ("c", 10))
    told(room, ("a", 30), ("b", 30.5), what="bank")
    told(room, ("c", 60), what="fund")
    assert Story.objects.count() == 3
    rows = {row.slug: row for row in first_table(NOW + timedelta(hours=2), DAY)}
    assert [(r.stories, r.firsts, r.ties) for r in (rows["a"], rows["b"], rows["c"])] == [
        (2, 2, 1),
        (2, 1, 1),
        (1, 0, 0),
    ]
    assert rows["a"].lag is None
    assert (rows["b"].lag, rows["c"].lag) == (timedelta(minutes=4), timedelta(minutes=10))
    assert (rows["b"].share, rows["b"].source, rows["b"].enough) == (0.5, "B 社", False)


@pytest.mark.django_db
def test_unknown_times_and_hidden_reports_take_no_part(room: Newsroom) -> None:
    told(room, ("a", 0), ("b", 4))
    told(room, ("a", 30), ("b", 31), what="bank", published_at=None)
    told(room, ("a", 60), ("b", 61), what="fund", is_hidden=True)
    assert [(row.slug, row.stories) for row in first_table(NOW + timedelta(hours=2), DAY)] == [
        ("a", 1),
        ("b", 1),
    ]


@pytest.mark.django_db
def test_only_stories_of_the_span_count(room: Newsroom) -> None:
    told(room, ("a", 0), ("b", 4))
    assert first_table(NOW + timedelta(hours=25), DAY) == []
    assert first_table(NOW - timedelta(minutes=1), DAY) == []
    assert len(first_table(NOW + timedelta(hours=25), timedelta(days=7))) == 2


@pytest.mark.django_db
def test_one_query_however_many_stories(room: Newsroom, django_assert_num_queries) -> None:

    for what in TITLES:
        told(room, ("a", 0), ("b", 4), what=what)
    with django_assert_num_queries(1):
        first_table(NOW + timedelta(hours=2), DAY)


def test_a_story_of_which_all_is_hidden_has_no_first(room: Newsroom) -> None:
    told = [room.tell("a", HACK[0], 0), room.tell("b", HACK[1], 5)]
    assign([one.pk for one in told])
    assert Story.objects.get().first == told[0]
    Article.objects.update(is_hidden=True, updated_at=NOW + timedelta(hours=1))
    assign([one.pk for one in told])
    story = Story.objects.get()
    assert (story.first, story.first_tied, story.lead, story.report_count) == (None, False, None, 0)
