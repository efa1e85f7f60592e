"""Finding articles, on a real index."""

from contextlib import suppress
from datetime import timedelta

import pytest

from aggregator.articles.models import Tag
from aggregator.search.asking import search
from aggregator.search.errors import BadQuery, IndexUnavailable
from aggregator.search.names import tags_by_name
from tests.search.conftest import NOON

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
    tag = Tag.objects.create(slug="bitcoin", name="比特币", kind="coin")
    flash = make("破产", source="odd")
    long = make("破产", kind="article", source="even", tags=[tag])
    indexed()
    assert ids("破产 kind:快讯") == ids("破产 source:odd") == [flash.pk]
    assert ids("破产 kind:文章") == ids("破产 coin:大饼") == [long.pk]
    assert ids("破产 -coin:大饼") == [flash.pk]


def test_filters_alone_are_answered_newest_first(make, indexed):
    made = [make(f"第{number}条", source="odd") for number in range(3)]
    make("别的", source="even")
    indexed()
    assert ids("source:odd") == [article.pk for article in reversed(made)]


def test_a_filter_leaves_the_scores_alone(make, indexed):
    make("破产")
    make("破产", kind="article")
    indexed()
    now = NOON + timedelta(days=1)
    scores = {hit.article_id: hit.score for hit in search("破产", now=now).hits}
    for hit in search("破产 kind:快讯", now=now).hits:
        assert hit.score == scores[hit.article_id]


def test_what_is_excluded_is_not_found(make, indexed):
    kept = make("交易所破产")
    make("交易所破产重组")
    indexed()
    assert ids("破产 -重组") == [kept.pk]


def test_either_of_two_words_is_enough(make, indexed):
    one, other = make("交易所破产"), make("交易所重组")
    make("交易所开业")
    indexed()
    assert set(ids("交易所 破产 OR 重组")) == {one.pk, other.pk}


def test_the_net_is_cast_wider_only_while_nothing_is_found(make, indexed):
    some = make("香港发放牌照")
    make("香港天气晴")
    indexed()
    found = search("香港 牌照 彩虹")
    assert [hit.article_id for hit in found.hits] == [some.pk]
    assert found.reach == "some"
    assert search("香港 牌照").reach == "letters"
    assert search("牌照 彩虹").reach == "any"
    assert search("彩虹").hits == ()


def test_letters_that_are_no_word_come_last_and_not_by_date(make, indexed):
    word = make("何一谈合规")
    letters = make("短期内任何一家交易所")
    indexed()
    assert ids("何一") == [word.pk, letters.pk]
    assert ids("何一", order="newest") == [word.pk]


@pytest.mark.parametrize(
    "query", ["", "   ", '"', '""', "「」", "- | & * ? ( )", "\x00\x07", "\u200b"]
)
def test_a_query_without_a_word_is_refused(empty_index, query):
    with pytest.raises(BadQuery, match="nothing to look for"):
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


@pytest.mark.skipif("大饼" not in tags_by_name(), reason="the lexicon does not know 大饼")
def test_a_nickname_finds_what_is_tagged_with_the_coin(make, indexed):
    tags = [Tag.objects.create(slug=s, name=s, kind="coin") for s in tags_by_name()["大饼"]]
    article = make("BTC 突破新高", tags=tags)
    make("ETH 突破新高")
    indexed()
    assert ids("大饼") == ids("大餅 新高") == [article.pk]


def test_a_nickname_finds_every_name_told(make, indexed):
    tag = Tag.objects.create(slug="bitcoin", name="比特币", kind="coin")
    told = make("比特幣 ETF", tags=[tag])
    told.tagged.update(evidence=[{"place": "title", "start": 0, "end": 3}])
    make("以太坊 ETF")
    indexed()
    assert ids("大饼") == ids("bitcoin etf") == [told.pk]


@pytest.mark.skipif("vitalikbuterin" not in tags_by_name(), reason="the lexicon has no Vitalik")
def test_a_name_of_two_words_is_found_with_both_or_by_its_tag(make, indexed):
    (slug,) = tags_by_name()["vitalikbuterin"]
    tag = Tag.objects.create(slug=slug, name=slug, kind="person")
    found = {make("Vitalik Buterin 发文").pk, make("以太坊创始人发文", tags=[tag]).pk}
    make("Buterin 家族发文")
    indexed()
    assert set(ids("vitalik buterin")) == found
