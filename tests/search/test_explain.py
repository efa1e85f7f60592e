"""Why an article is a hit, or what of the query it does not meet."""

import pytest

from aggregator.search import explain as explain_module
from aggregator.search.explain import explain
from aggregator.search.query.query import Clause, Query
from tests.search.conftest import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(make, indexed):
    rows = [make("交易所破产清算"), make("矿企破产", "正文说到以太坊"), make("狗狗币大涨")]
    indexed()
    return rows


def verdict(text, article):
    return explain(text, article.pk, NOON).verdict


def test_the_best_are_ranked_with_the_parts_of_their_scores(found):
    told = explain("破产", None, NOON)
    assert (told.total, told.reach, told.verdict) == (2, "letters", None)
    assert told.ranked[0].row.id == found[1].pk
    assert told.ranked[0].words == 1.0


def test_a_hit_has_its_rank_and_the_account_of_its_score(found):
    told = verdict("破产", found[0])
    assert (told.rank, told.unmet) == (2, ())
    assert told.ranked.words < 1
    assert told.account.value == pytest.approx(sum(part.value for part in told.account.parts))


def test_each_word_that_is_not_met_is_named(found):
    told = verdict('破产 交易所 "——"', found[1])
    assert told.indexed
    assert (told.rank, told.account, told.unmet) == (None, None, ("交易所",))
    assert verdict('"以太坊升级" 破产 交易所', found[2]).unmet == (
        "「以太坊升级」",
        "破产",
        "交易所",
    )


def test_a_hit_of_a_wider_net_says_what_it_lacks(found):
    assert explain('破产 交易所 "以太坊"', None, NOON).reach == "some"
    told = verdict('破产 交易所 "以太坊"', found[1])
    assert told.rank
    assert told.unmet == ("交易所",)


def test_clauses_joined_by_or_are_judged_as_one(found, monkeypatch):
    clauses = (
        Clause("phrase", "重组", "重组", 0, 2),
        Clause("phrase", "破产", "破产", 6, 8, either=True),
        Clause("phrase", "清算", "清算", 9, 11),
    )
    asked = Query("重组 OR 破产 清算", clauses)
    monkeypatch.setattr(explain_module, "plan", lambda query, reach: query)
    monkeypatch.setattr(explain_module, "_meets", lambda query, _id: len(query.clauses) < 2)
    assert list(explain_module._unmet(asked, "words", 1)) == ["重组 OR 破产"]


def test_what_is_not_in_the_index_is_said(found, make):
    told = verdict("破产", make("破产"))
    assert (told.indexed, told.rank, told.unmet) == (False, None, ())
