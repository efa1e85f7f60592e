"""The scale of a server's BM25 lies on words, and on nothing that a plan scores itself."""

from aggregator.search.engines.opensearch.dsl import compiled
from aggregator.search.plan import AllOf, Everything, Flat, Phrase, Term, Weighed


def test_the_scale_lies_on_words_and_phrases():
    assert compiled(Weighed(Term("title", "破产"), 5.0), 2.0) == {
        "term": {"title": {"value": "破产", "boost": 10.0}}
    }
    assert compiled(Phrase(("宣布", "破产")), 2.0) == {
        "match_phrase": {"grams": {"query": "宣布 破产", "boost": 2.0}}
    }


def test_the_scale_does_not_lie_on_what_a_plan_scores_itself():
    assert compiled(Flat(Term("title", "破产"), 3.0), 2.0)["constant_score"]["boost"] == 3.0
    assert compiled(Everything(), 2.0) == {"match_all": {"boost": 1.0}}
    assert compiled(AllOf((Everything(),)), 2.0)["bool"]["boost"] == 1.0
