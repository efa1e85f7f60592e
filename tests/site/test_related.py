"""Other reports about the same names."""

from datetime import UTC, datetime, timedelta

import pytest

from aggregator.articles.models import Article, ArticleTag, Tag
from aggregator.feeds.models import Source
from aggregator.site.story.related import related

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def report(hours: float, *slugs: str, about: bool = True, **values: object) -> Article:
    source, _ = Source.objects.get_or_create(slug="a", defaults={"name": "甲"})
    at = NOW - timedelta(hours=hours)
    number = Article.objects.count()
    one = Article.objects.create(
        source=source, url_key=str(number), title=f"稿件 {number}", content_hash=str(number),
        first_seen_at=at, sorted_at=at, updated_at=at, **values,
    )  # fmt: skip
    for slug in slugs:
        tag, _ = Tag.objects.get_or_create(slug=slug, defaults={"name": slug, "kind": "coin"})
        ArticleTag.objects.create(article=one, tag=tag, about=about, sorted_at=at)
    return one


def test_what_shares_a_rare_tag_stands_above_what_shares_a_common_one() -> None:
    common = [report(hours, "bitcoin") for hours in range(2, 30)]
    rare = report(200, "grayscale")
    both = report(100, "bitcoin", "grayscale")
    one = report(0, "bitcoin", "grayscale")
    found = related(one)
    assert found[:2] == [both, rare]
    assert set(found[2:]) <= set(common)


def test_about_counts_more_than_a_mention() -> None:
    mention = report(5, "bitcoin", about=False)
    about = report(6, "bitcoin")
    assert related(report(0, "bitcoin")) == [about, mention]


def test_hidden_later_and_unwanted_reports_are_left_out() -> None:
    report(1, "bitcoin", is_hidden=True)
    report(1, "bitcoin", is_lead=False)
    report(-1, "bitcoin")
    told = report(2, "bitcoin")
    kept = report(3, "bitcoin")
    assert related(report(0, "bitcoin"), frozenset({told.pk})) == [kept]


def test_a_tag_that_an_editor_took_away_relates_nothing() -> None:
    other = report(1, "bitcoin")
    ArticleTag.objects.filter(article=other).update(removed=True)
    assert related(report(0, "bitcoin")) == []


def test_without_tags_there_is_nothing(django_assert_num_queries) -> None:
    one = report(0)
    with django_assert_num_queries(1):
        assert related(one) == []


def test_queries_do_not_grow_with_the_reports(django_assert_max_num_queries) -> None:
    for hours in range(1, 60):
        report(hours, "a", "b", "c", "d", "e")
    one = report(0, "a", "b", "c", "d", "e")
    with django_assert_max_num_queries(3):
        assert len(related(one)) == 5
