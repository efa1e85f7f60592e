"""Which rows every engine gives, in which order, and what it says of them (see `test_contract`)."""

import pytest

from aggregator.search.errors import IndexUnavailable
from aggregator.search.plan import (
    AllOf,
    Between,
    Flat,
    OneOf,
)
from tests.search.engines.conftest import ALL, doc, ids, scores, title


def test_numbers_between_bounds(engine, fill):
    documents = [doc(n, minute=n) for n in range(1, 5)]
    fill(*documents)
    keys = [one.newest for one in documents]
    assert ids(engine, Between("id", 2, 4), by="newest") == [3, 2]
    assert ids(engine, Between("newest", keys[1], keys[3]), by="newest") == [3, 2]
    assert ids(engine, Between("newest", None, keys[1])) == [1]
    assert ids(engine, Between("newest", keys[3])) == [4]
    assert len(ids(engine, Between("id"))) == 4


@pytest.mark.parametrize("column", ["id", "newest"])
def test_bounds_beyond_every_number(engine, fill, column):
    fill(doc(1), doc(2))
    for far in (1 << 63, 1 << 64, 1 << 80):
        assert len(ids(engine, Between(column, -far, far))) == 2
        assert ids(engine, Between(column, None, -far)) == []
    assert ids(engine, Between(column, 1 << 80)) == []
    assert ids(engine, OneOf("id", (2, 1 << 80, -(1 << 80)))) == [2]


def test_a_time_after_2038_is_kept_in_order(engine, fill):
    late = doc(1, minute=60 * 24 * 365 * 30)
    assert late.newest > 1 << 63
    fill(late, doc(2))
    assert engine.find(ALL, limit=9, by="newest").rows[0].newest == late.newest
    assert ids(engine, Between("newest", late.newest)) == [1]


def test_one_of_some_numbers_scores_nothing(engine, fill):
    fill(*(doc(n) for n in range(1, 5)))
    assert scores(engine, OneOf("id", (2, 4, 9))) == {4: 0.0, 2: 0.0}


def test_everything_scores_one(engine, fill):
    fill(doc(1), doc(2))
    assert scores(engine, ALL) == {1: 1.0, 2: 1.0}


def test_the_newest_come_first_and_then_the_higher_ids(engine, fill):
    fill(doc(1, minute=5), doc(2, minute=9), doc(4, minute=5), doc(3, minute=5))
    found = engine.find(ALL, limit=9, by="newest").rows
    assert [row.id for row in found] == [2, 4, 3, 1]
    assert [row.score for row in found] == [0.0] * 4
    assert found[0].newest == doc(2, minute=9).newest


def test_equal_scores_come_newest_first(engine, fill):
    fill(doc(1, minute=5), doc(2, minute=9), doc(3, minute=5))
    assert ids(engine, ALL) == [2, 3, 1]


def test_pages_and_the_count_of_all(engine, fill):
    fill(*(doc(n, "破产", minute=n) for n in range(1, 8)))
    page = engine.find(title("破产"), limit=3, offset=3, by="newest")
    assert [row.id for row in page.rows] == [4, 3, 2]
    assert page.total == 7
    assert engine.find(title("破产"), limit=1, count=False).total is None
    assert engine.find(title("没有"), limit=1).total == 0
    assert ids(engine, ALL, limit=3, offset=7) == []


def test_facets_count_the_hits_the_most_frequent_first(engine, fill):
    fill(
        doc(1, "破产", coin=("btc", "eth"), source="b", kind="flash", month="2026-03"),
        doc(2, "破产", coin=("btc",), source="a", kind="flash", topic=("hack",)),
        doc(3, "别的", coin=("btc",), source="a"),
    )
    found = engine.facets(title("破产"), ("coin", "source", "kind", "topic"), 10)
    assert {name: list(of) for name, of in found.items()} == {
        "coin": [("btc", 2), ("eth", 1)],
        "source": [("a", 1), ("b", 1)],
        "kind": [("flash", 2)],
        "topic": [("hack", 1)],
    }
    assert list(engine.facets(ALL, ("coin",), 1)["coin"]) == [("btc", 3)]
    assert list(engine.facets(title("没有"), ("coin",), 9)["coin"]) == []


def test_a_score_is_explained_and_a_miss_is_not(engine, fill):
    fill(doc(1, "破产"), doc(2, "别的"))
    told = engine.explain(AllOf((title("破产"), Flat(title("破产"), 2.0))), 1)
    assert told["value"] == pytest.approx(scores(engine, title("破产"))[1] + 2.0)
    assert told["details"]
    assert engine.explain(title("破产"), 2) is None
    assert engine.explain(title("破产"), 99) is None


def test_without_an_index_every_question_says_what_to_do(engine):
    questions = [
        lambda: engine.find(ALL, limit=1),
        lambda: engine.facets(ALL, ("coin",), 1),
        lambda: engine.explain(ALL, 1),
        lambda: engine.live(),
    ]
    for ask in questions:
        with pytest.raises(IndexUnavailable, match="search rebuild"):
            ask()
    assert not engine.is_current()
