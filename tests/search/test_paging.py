"""Pages follow each other, and a cursor belongs to one query."""

import pytest

from aggregator.search.asking import search
from aggregator.search.errors import BadCursor
from aggregator.stories.models import Report, Story

pytestmark = pytest.mark.django_db


def test_newest_first_pages_through_everything_once_while_articles_arrive(make, indexed):
    made = [make(f"破产 {number}") for number in range(7)]
    indexed()
    page = search("破产", order="newest", limit=3)
    seen = [hit.article_id for hit in page.hits]
    make("破产 新")
    indexed()
    while page.cursor:
        page = search("破产", order="newest", limit=3, cursor=page.cursor)
        seen += [hit.article_id for hit in page.hits]
        assert page.total == 7
    assert seen == [article.pk for article in reversed(made)]


def test_articles_of_one_second_are_ordered_by_id(make, indexed):
    first = make("破产")
    second = make("破产", sorted_at=first.sorted_at)
    indexed()
    page = search("破产", order="newest", limit=1)
    following = search("破产", order="newest", limit=1, cursor=page.cursor)
    assert [page.hits[0].article_id, following.hits[0].article_id] == [second.pk, first.pk]
    assert following.cursor == ""


def test_relevance_pages_follow_each_other(make, indexed):
    made = {make(f"破产 {number}").pk for number in range(5)}
    indexed()
    page = search("破产", limit=2)
    seen = [hit.article_id for hit in page.hits]
    while page.cursor:
        page = search("破产", limit=2, cursor=page.cursor)
        seen += [hit.article_id for hit in page.hits]
    assert len(seen) == 5
    assert set(seen) == made
    assert page.total == 5


def test_what_lies_behind_the_best_follows_by_date(make, indexed, monkeypatch):
    monkeypatch.setattr("aggregator.search.pages.RANKED", 3)
    made = [make("破产" if number % 2 else "破产 破产 破产").pk for number in range(9)]
    indexed()
    pages = [search("破产", limit=2)]
    make("破产 新")
    indexed()
    while pages[-1].cursor:
        pages.append(search("破产", limit=2, cursor=pages[-1].cursor))
    seen = [hit.article_id for page in pages for hit in page.hits]
    assert sorted(seen) == made
    assert {made[number] for number in (0, 2, 4, 6, 8)} >= set(seen[:3])
    assert seen[3:] == sorted(seen[3:], reverse=True)


def test_a_story_has_one_hit_on_all_pages_together(make, indexed, monkeypatch):
    monkeypatch.setattr("aggregator.search.pages.RANKED", 2)
    made = [make(f"破产 {number}") for number in range(12)]
    stories = [Story.objects.create(started_at=made[0].sorted_at, report_count=3) for _ in range(4)]
    for number, article in enumerate(made):
        Report.objects.create(
            story=stories[number % 4], article=article, component=1, at=article.sorted_at
        )
    indexed()
    for order in ("relevance", "newest"):
        page = search("破产", limit=1, grouped=True, order=order)
        hits = [*page.hits]
        while page.cursor:
            page = search("破产", limit=1, grouped=True, order=order, cursor=page.cursor)
            hits += page.hits
        assert sorted(hit.story for hit in hits) == [story.pk for story in stories]
        assert page.total == 12
        assert {hit.reports for hit in hits} == {3}


@pytest.mark.parametrize("limit", [-1, 0, 1])
def test_a_page_has_at_least_one_hit(make, indexed, limit):
    make("破产")
    make("破产")
    indexed()
    assert len(search("破产", limit=limit).hits) == 1


def test_a_page_has_a_hundred_hits_at_most(make, indexed):
    for number in range(101):
        make(f"破产 {number}")
    indexed()
    assert len(search("破产", limit=10_000).hits) == 100


@pytest.mark.parametrize("order", ["relevance", "newest"])
def test_a_cursor_is_bound_to_its_query(make, indexed, order):
    make("破产 牌照")
    make("破产 牌照")
    indexed()
    cursor = search("破产", limit=1, order=order).cursor
    changed = cursor[:-1] + ("a" if cursor[-1] != "a" else "b")
    for query, options in (
        ("牌照", {"cursor": cursor}),
        ("破产 kind:快讯", {"cursor": cursor}),
        ("破产", {"cursor": cursor, "grouped": True}),
        ("破产", {"cursor": changed}),
        ("破产", {"cursor": "x"}),
        ("破产", {"cursor": "\ud800"}),
        ("破产", {"cursor": "A" * 100_000}),
    ):
        with pytest.raises(BadCursor, match="first page"):
            search(query, order=order, **options)
