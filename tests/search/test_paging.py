"""Pages follow each other, and a cursor belongs to one query."""

import pytest

from aggregator.search.asking import DEEPEST, search
from aggregator.search.errors import BadCursor

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


def test_relevance_ends_at_its_depth(make, indexed, monkeypatch):
    monkeypatch.setattr("aggregator.search.reader.DEEPEST", 3)
    assert DEEPEST == 1000
    for number in range(5):
        make(f"破产 {number}")
    indexed()
    page = search("破产", limit=2)
    last = search("破产", limit=2, cursor=page.cursor)
    assert len(last.hits) == 1
    assert last.cursor == ""


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
        ("破产", {"cursor": cursor, "kind": "flash"}),
        ("破产", {"cursor": changed}),
        ("破产", {"cursor": "x"}),
        ("破产", {"cursor": "\ud800"}),
        ("破产", {"cursor": "A" * 100_000}),
    ):
        with pytest.raises(BadCursor, match="first page"):
            search(query, order=order, **options)
