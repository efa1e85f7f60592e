"""What every engine promises when it is asked, proved on both.

For OpenSearch against an in-memory server of the same interface: that proves the form of every
request and answer, not speed, memory, or the last digits of a score. So scores are compared with
each other here and never with a number, but for those that a plan names itself.
"""

import pytest

from aggregator.search.grams import phrase
from aggregator.search.plan import (
    VALUES,
    AllOf,
    AnyOf,
    BestOf,
    Between,
    Flat,
    OneOf,
    Phrase,
    Term,
    Weighed,
)
from tests.search.engines.conftest import ALL, doc, ids, scores, text, title


def test_a_word_is_found_in_its_field_alone(engine, fill):
    fill(doc(1, "交易所 破产"), doc(2, "市场", "破产"), doc(3, "市场"))
    assert ids(engine, title("破产")) == [1]
    assert ids(engine, text("破产")) == [2]
    assert ids(engine, title("破")) == []


def test_a_rare_word_a_repeated_word_and_a_short_text_score_more(engine, fill):
    common = [doc(n, "市场 上涨 今日") for n in range(10, 20)]
    fill(doc(1, "市场 破产 今日"), doc(2, "市场 市场 今日"), doc(3, "市场"), *common)
    found = scores(engine, title("市场"))
    assert scores(engine, title("破产"))[1] > found[1] > 0
    assert found[2] > found[10]
    assert found[3] > found[10]


def test_words_that_an_engine_might_read_as_a_language_are_only_words(engine, fill):
    odd = ["AND", "*", "title:x", "a~2", '"', "@bitcoin", "¶", "{}", "\\", "e" * 300, "破" * 300]
    fill(*(doc(number, word) for number, word in enumerate(odd, 1)), doc(99, "x"))
    assert [ids(engine, title(word)) for word in odd] == [[n] for n in range(1, len(odd) + 1)]
    assert ids(engine, Phrase(("e" * 300, "¶"))) == [10]


@pytest.mark.parametrize("word", ["\ud800", "", "\x00"])
def test_a_word_that_cannot_be_said_is_not_found(engine, fill, word):
    fill(doc(1, "破产", tags=("x",)))
    wanted = AnyOf((title(word), Term("tags", word), Phrase((word, word))))
    assert ids(engine, wanted) == []


def test_whole_values_are_found_whole_and_score_nothing(engine, fill):
    values = {
        name: ("a b",) if name in ("tags", "about", "coin", "topic", "addr") else "a b"
        for name in VALUES
    }
    fill(doc(1, **values), doc(2, **dict.fromkeys(("source", "kind", "month"), "a")))
    for name in VALUES:
        assert scores(engine, Term(name, "a b")) == {1: 0.0}, name


def test_a_phrase_stands_in_a_row_across_latin_and_chinese(engine, fill):
    fill(
        doc(1, "比特币 ETF 宣布 破产", "之后 24 小时"),
        doc(2, "破产 宣布 ETF 比特币"),
        doc(3, "宣布", "破产"),
    )
    assert ids(engine, Phrase(phrase("特币ETF宣布"))) == [1]
    assert ids(engine, Phrase(phrase("宣布破产"))) == [1]
    assert ids(engine, Phrase(phrase("破产之后"))) == []  # no wording goes across
    assert ids(engine, Phrase(phrase("之后24小时"))) == [1]
    assert ids(engine, Phrase(("宣布",)), by="newest") == [3, 2, 1]
    assert scores(engine, Phrase(phrase("宣布破产")))[1] > 0


def test_all_of_meets_every_part_and_sums_their_scores(engine, fill):
    fill(doc(1, "香港 牌照"), doc(2, "香港"), doc(3, "牌照"))
    both = scores(engine, AllOf((title("香港"), title("牌照"))))
    apart = scores(engine, title("香港"))[1] + scores(engine, title("牌照"))[1]
    assert both == {1: pytest.approx(apart)}


def test_all_of_leaves_out_and_prefers(engine, fill):
    fill(doc(1, "香港 牌照"), doc(2, "香港"), doc(3, "香港 天气"))
    plan = AllOf((title("香港"),), none=(title("天气"),), better=(Flat(title("牌照"), 9.0),))
    assert ids(engine, plan) == [1, 2]
    assert scores(engine, plan)[1] > 9 > scores(engine, plan)[2]


def test_all_of_without_parts_is_everything_that_is_not_left_out(engine, fill):
    fill(doc(1, "香港"), doc(2, "天气"))
    assert scores(engine, AllOf((), none=(title("天气"),))) == {1: 0.0}
    assert scores(engine, AllOf((), better=(Flat(title("天气"), 2.0),))) == {2: 2.0, 1: 0.0}


def test_any_of_meets_at_least_so_many_and_sums_them(engine, fill):
    fill(doc(1, "a b c"), doc(2, "a b"), doc(3, "a"))
    parts = tuple(Flat(title(word), 1.0) for word in "abc")
    assert scores(engine, AnyOf(parts)) == {1: 3.0, 2: 2.0, 3: 1.0}
    assert scores(engine, AnyOf(parts, 2)) == {1: 3.0, 2: 2.0}
    assert scores(engine, AnyOf(parts, 3)) == {1: 3.0}
    assert scores(engine, AnyOf(parts, 4)) == {}


def test_best_of_counts_the_highest_score(engine, fill):
    fill(doc(1, "a b"), doc(2, "b"))
    plan = BestOf((Flat(title("a"), 3.0), Flat(title("b"), 2.0)))
    assert scores(engine, plan) == {1: 3.0, 2: 2.0}


def test_of_no_parts_none_is_met(engine, fill):
    fill(doc(1, "a"))
    for plan in (AnyOf(()), BestOf(()), OneOf("id", ())):
        assert ids(engine, plan) == []
        assert ids(engine, Weighed(plan, 2.0)) == []


def test_weights_multiply_through_every_shape(engine, fill):
    fill(doc(1, "宣布 破产"), doc(2, "别的"))
    shapes = [
        title("破产"),
        Phrase(phrase("宣布破产")),
        AllOf((title("宣布"), title("破产"))),
        AnyOf((title("破产"), text("破产"))),
        BestOf((title("破产"), text("破产"))),
        Flat(title("破产"), 2.0),
        Weighed(title("破产"), 0.5),
        Between("id", 1, 2),
        ALL,
    ]
    for shape in shapes:
        once = scores(engine, shape)[1]
        assert scores(engine, Weighed(shape, 3.0))[1] == pytest.approx(3 * once), shape
        assert scores(engine, Flat(shape, 0.25))[1] == 0.25, shape
