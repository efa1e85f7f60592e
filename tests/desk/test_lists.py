"""Lists stay fast however long they are."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from aggregator.articles.models import Article
from aggregator.desk import article_search
from aggregator.desk.paginator import COUNTED, BoundedPaginator
from aggregator.feeds.models import Feed, Source
from aggregator.search.asking import Hit, Results
from aggregator.search.errors import BadQuery, IndexUnavailable
from tests.desk.conftest import make_article

ARTICLES = reverse("admin:articles_article_changelist")
FEEDS = reverse("admin:feeds_feed_changelist")


@pytest.fixture
def hundred(source) -> Source:
    for number in range(100):
        make_article(source, number)
    return source


def asked(client, address: str) -> tuple[str, list[str]]:
    """The page's text, and the SQL it took."""
    with CaptureQueriesContext(
        connection,
    ) as caught:
        answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode(), [one["sql"] for one in caught.captured_queries]


@pytest.mark.parametrize(
    "query", ["", "?day=2026", "?kind__exact=flash", "?is_hidden__exact=0", "?p=2"]
)
def test_articles_are_listed_without_counting_them(editor, hundred, query) -> None:
    text, queries = asked(editor, ARTICLES + query)
    assert "比特币突破" in text
    assert len(queries) <= 12
    counts = [sql for sql in queries if re.search(r"COUNT\(.*articles_article", sql)]
    assert counts
    assert all(f"LIMIT {COUNTED}" in sql for sql in counts)


def test_the_list_reads_no_article_texts(editor, hundred) -> None:
    _, queries = asked(editor, ARTICLES)
    assert not [sql for sql in queries if '"articles_article"."html"' in sql]


def test_feeds_take_the_same_queries_however_many(editor, source) -> None:
    for number in range(40):
        Feed.objects.create(source=source, title=f"{number}", url=f"https://example.org/{number}")
    _, queries = asked(editor, FEEDS)
    assert len(queries) <= 12


def test_the_order_is_the_index_order_whatever_is_asked(editor, hundred) -> None:
    _, queries = asked(editor, ARTICLES + "?o=1")
    [rows] = [sql for sql in queries if "ORDER BY" in sql and "LIMIT 50" in sql]
    assert '"articles_article"."sorted_at" DESC, "articles_article"."id" DESC' in rows


def test_the_paginator_counts_no_further_than_its_bound() -> None:
    assert BoundedPaginator(list(range(COUNTED * 2)), 50).count == COUNTED
    assert BoundedPaginator([1, 2, 3], 50).count == 3


def test_days_go_down_from_year_to_month_to_day(editor, hundred) -> None:
    assert "?day=2026" in asked(editor, ARTICLES)[0]
    assert "?day=2026-03" in asked(editor, ARTICLES + "?day=2026")[0]
    assert "?day=2026-03-05" in asked(editor, ARTICLES + "?day=2026-03")[0]
    assert "比特币突破" in asked(editor, ARTICLES + "?day=2026-03-05")[0]
    assert "比特币突破" not in asked(editor, ARTICLES + "?day=2026-03-04")[0]


def test_a_day_that_is_none_filters_nothing(editor, hundred) -> None:
    assert "比特币突破" in asked(editor, ARTICLES + "?day=2026-13")[0]


def page_of(*articles: int, cursor: str = "") -> Results:
    hits = tuple(Hit(pk, story=0, reports=1, score=1.0) for pk in articles)
    return Results(hits, cursor, len(hits), "words")


def answering(*pages: Results):
    left = list(pages)

    def search(query: str, **_: object) -> Results:
        return left.pop(0)

    return search


def test_search_asks_the_index(editor, hundred, monkeypatch) -> None:
    first, second, *_ = Article.objects.all()
    pages = [page_of(first.pk, cursor="next"), page_of(second.pk)]
    monkeypatch.setattr(article_search, "search", answering(*pages))
    text, _ = asked(editor, ARTICLES + "?q=突破")
    assert first.title in text
    assert second.title in text
    assert "第 1 条" not in text


def test_search_finds_hidden_articles_by_headline(editor, hundred, monkeypatch) -> None:
    make_article(hundred, 500, title="撤下的稿件", is_hidden=True)
    monkeypatch.setattr(article_search, "search", answering(page_of()))
    assert "撤下的稿件" in asked(editor, ARTICLES + "?q=撤下")[0]


def test_search_says_when_there_are_more_hits_than_shown(editor, hundred, monkeypatch) -> None:
    pk = Article.objects.latest("pk").pk
    page = page_of(*[pk] * 100, cursor="more")
    monkeypatch.setattr(article_search, "search", answering(*[page] * 5))
    assert "只列出最新的 500 篇" in asked(editor, ARTICLES + "?q=突破")[0]


def failing(error: Exception):
    def search(query: str, **_: object) -> Results:
        raise error

    return search


def test_search_without_an_index_says_so_and_looks_at_recent_headlines(
    editor, hundred, monkeypatch
) -> None:
    monkeypatch.setattr(article_search, "search", failing(IndexUnavailable("none")))
    text, _ = asked(editor, ARTICLES + "?q=第 42 条")
    assert "搜索索引暂时不可用" in text
    assert "第 42 条" in text
    assert "第 43 条" not in text


def test_search_for_nothing_searchable_says_so(editor, hundred, monkeypatch) -> None:
    monkeypatch.setattr(article_search, "search", failing(BadQuery("none")))
    text, _ = asked(editor, ARTICLES + "?q=。。")
    assert "请换一个" in text
    assert "第 42 条" not in text


def test_an_article_is_found_by_its_number(editor, hundred) -> None:
    wanted = Article.objects.get(title__startswith="第 42 条")
    text, _ = asked(editor, f"{ARTICLES}?q=%23{wanted.pk}")
    assert "第 42 条" in text
    assert "第 43 条" not in text
