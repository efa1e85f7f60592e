"""Finding articles, on a real index."""

from contextlib import suppress

import pytest

from aggregator.articles.models import Tag
from aggregator.search.errors import BadCursor, BadQuery, IndexUnavailable
from aggregator.search.reader import DEEPEST, search

pytestmark = pytest.mark.django_db


def ids(query, **options):
    return [hit.article_id for hit in search(query, **options).hits]


def test_two_characters_find_the_word_in_title_and_text(make, indexed):
    title = make("某平台宣布破产")
    text = make("快讯", "法院受理了它的破产申请")
    make("市场上涨")
    indexed()
    assert set(ids("破产")) == {title.pk, text.pk}


def test_a_word_in_the_title_weighs_more_than_in_the_text(make, indexed):
    make("市场快讯", "交易所破产之后的一年")
    title = make("交易所破产", "之后的一年")
    indexed()
    assert ids("破产")[0] == title.pk


def test_every_word_must_match(make, indexed):
    both = make("香港发放稳定币牌照")
    make("香港天气晴")
    indexed()
    assert ids("香港 牌照") == [both.pk]


def test_simplified_and_traditional_find_each_other(make, indexed):
    hant = make("香港證監會發出警告")
    hans = make("香港证监会发出警告")
    indexed()
    assert set(ids("香港证监会")) == set(ids("香港證監會")) == {hant.pk, hans.pk}


def test_width_and_case_make_no_difference(make, indexed):
    article = make("ＥＴＦ 资金流入")
    indexed()
    assert ids("etf") == ids("ETF") == [article.pk]


def test_a_part_of_a_long_word_is_found_and_opens_or_ends_a_phrase(make, indexed):
    article = make("中华人民共和国宣布新规")
    make("人民宣布，共和国没有新规")
    indexed()
    assert ids("“共和国宣布新规”") == [article.pk]
    assert article.pk in ids("人民 新规")


@pytest.mark.parametrize("marks", ['"{}"', "“{}”", "「{}」", "『{}』"])
def test_quoted_words_are_a_phrase(make, indexed, marks):
    article = make("宣布破产之后")
    make("破产的公司宣布")
    indexed()
    assert ids(marks.format("宣布破产")) == [article.pk]
    assert len(ids("宣布破产")) == 2


def test_a_phrase_of_one_word_is_that_word(make, indexed):
    article = make("宣布破产之后")
    indexed()
    assert ids("“破产”") == [article.pk]


def test_a_phrase_may_be_written_with_spaces(make, indexed):
    article = make("宣布破产之后")
    indexed()
    assert ids("“宣布 破产”") == [article.pk]


def test_the_parts_of_a_hyphened_word_meet_the_whole(make, indexed):
    wholes = [
        make("新标准 ERC-7943 发布"),
        make("新标准 ERC7943 发布"),
        make("新标准 ERC 7943 发布"),
    ]
    indexed()
    assert set(ids("ERC-7943")) == {article.pk for article in wholes}


def test_a_tag_is_found_by_each_of_its_names(make, indexed):
    tag = Tag.objects.create(
        slug="zhongzhong", name="重重链", kind="coin", ticker="ZZL", aliases=["重哥", "Zhong Chain"]
    )
    article = make("今日行情", tags=[tag])
    make("别的")
    indexed()
    assert ids("zzl") == ids("$ZZL") == [article.pk]


def test_a_tag_that_an_editor_took_away_finds_nothing(make, indexed):
    tag = Tag.objects.create(slug="zzl", name="重重链", kind="coin", ticker="ZZL")
    article = make("今日行情", tags=[tag])
    article.tagged.update(removed=True)
    indexed()
    assert ids("zzl") == []


def test_filters_narrow_by_kind_source_and_tag(make, indexed):
    tag = Tag.objects.create(slug="zzl", name="重重链", kind="coin")
    flash = make("破产", source="odd")
    long = make("破产", kind="article", source="even", tags=[tag])
    indexed()
    assert ids("破产", kind="flash") == ids("破产", source="odd") == [flash.pk]
    assert ids("破产", kind="article") == ids("破产", tag="zzl") == [long.pk]
    assert ids("破产", source="\ud800") == []


def test_a_filter_leaves_the_scores_alone(make, indexed):
    make("破产")
    indexed()
    assert search("破产", kind="flash").hits == search("破产").hits


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


@pytest.mark.parametrize(
    "query", ["", "   ", '"', '""', "「」", "- | & * ? ( )", "\x00\x07", "\u200b"]
)
def test_a_query_without_a_word_is_refused(empty_index, query):
    with pytest.raises(BadQuery, match="no word"):
        search(query)


def test_an_unknown_order_is_refused(empty_index):
    with pytest.raises(BadQuery, match="price"):
        search("破产", order="price")


@pytest.mark.parametrize(
    "query",
    [
        "破" * 10_000,
        " ".join(["破产"] * 500),
        '破产 "没有结束',
        "破产 AND OR NOT title:x [* TO *] ^5 ~2",
        "'; DROP TABLE articles; --",
        "^(a+)+$ .* \\d{1,9}",
        "破产\x00\x1b[31m",
        "\ud800破产",
        "破产*? +-!",
        "🚀破产🚀",
        "e" + "\u0301" * 150,
        "$" * 150 + "btc",
        "ERC-20-30-40-50 71,000,000.00% 2026年3月1日 0x12..34",
    ],
)
@pytest.mark.parametrize("order", ["relevance", "newest"])
def test_odd_queries_are_answered(make, indexed, query, order):
    make("破产", "破产")
    indexed()
    assert search(query, order=order).total in (0, 1)
    with suppress(BadQuery):
        assert search(f"“{query}”", order=order).total in (0, 1)


def test_only_the_first_words_and_characters_count(make, indexed):
    article = make("破产")
    indexed()
    assert ids(" ".join(["破产"] * 32) + " 没有的词") == [article.pk]
    assert ids("破产" + " " * 300 + "没有的词") == [article.pk]


def test_before_the_first_build_there_is_no_index(db):
    with pytest.raises(IndexUnavailable, match="search rebuild"):
        search("破产")
