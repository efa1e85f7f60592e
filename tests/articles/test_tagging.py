"""Rows for what was recognised."""

from datetime import UTC, datetime

import pytest

from aggregator.articles.models import Article, ArticleTag, Tag
from aggregator.articles.tagging import file_under
from aggregator.feeds.models import Source
from aggregator.language import Evidence, TagMatch, tags_of

NOW = datetime(2026, 4, 1, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    source = Source.objects.create(name="甲", slug="outlet")
    return Article.objects.create(
        source=source,
        url_key="key",
        guid_key="",
        title="某稿",
        first_seen_at=NOW,
        sorted_at=NOW,
        updated_at=NOW,
        content_hash="",
    )


def rows(article: Article) -> dict[str, ArticleTag]:
    return {row.tag.slug: row for row in article.tagged.select_related("tag")}


def test_a_row_says_why_and_how_surely(article: Article) -> None:
    file_under([(article, tags_of("贝莱德买入比特币", ""))])
    row = rows(article)["blackrock"]
    assert (row.about, row.confidence) == (True, 0.95)
    assert row.evidence == [
        {"place": "title", "start": 0, "end": 3, "rule": "name", "confidence": 0.95}
    ]


def test_what_the_lexicon_lacks_becomes_a_tag_with_its_own_name(article: Article) -> None:
    file_under([(article, tags_of("上线 Zorblax（ZQXW）现货交易", ""))])
    tag = Tag.objects.get(slug="t-zqxw")
    assert (tag.name, tag.kind, tag.ticker, tag.aliases) == ("Zorblax", "coin", "ZQXW", [])


def test_a_tag_of_the_lexicon_has_its_aliases(article: Article) -> None:
    file_under([(article, tags_of("贝莱德出手", ""))])
    assert "BlackRock" in Tag.objects.get(slug="blackrock").aliases


def test_a_tag_that_stands_keeps_its_name(article: Article) -> None:
    Tag.objects.create(slug="t-zqxw", name="编辑起的名", kind="coin", ticker="ZQXW")
    file_under([(article, tags_of("上线 Zorblax（ZQXW）现货交易", ""))])
    assert Tag.objects.get(slug="t-zqxw").name == "编辑起的名"


def test_what_is_recognised_no_longer_goes(article: Article) -> None:
    file_under([(article, tags_of("贝莱德出手", ""))])
    file_under([(article, tags_of("富达出手", ""))])
    assert set(rows(article)) == {"fidelity"}


def test_an_editor_wins_for_good(article: Article) -> None:
    match = TagMatch(
        "blackrock",
        "company",
        "贝莱德",
        "",
        True,
        1,
        0.95,
        (Evidence("title", 0, 3, "name", 0.95),),
    )
    file_under([(article, [match])])
    kept = rows(article)["blackrock"]
    ArticleTag.objects.filter(pk=kept.pk).update(by_editor=True, removed=True, about=False)
    added = Tag.objects.create(slug="own", name="自设", kind="topic")
    ArticleTag.objects.create(article=article, tag=added, by_editor=True, sorted_at=NOW)
    file_under([(article, [match])])
    found = rows(article)
    assert set(found) == {"blackrock", "own"}
    assert (found["blackrock"].removed, found["blackrock"].about) == (True, False)


def test_nothing_to_file(article: Article) -> None:
    file_under([])
    file_under([(article, [])])
    assert rows(article) == {}
