"""What a document meets, node by node; and in an engine the same documents are found."""

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from aggregator.alerts.matching import matches
from aggregator.alerts.necessary import needed
from aggregator.alerts.percolate import Percolator
from aggregator.search.document import Document
from aggregator.search.engines.current import current
from aggregator.search.plan import (
    AllOf,
    AnyOf,
    BestOf,
    Between,
    Everything,
    Flat,
    OneOf,
    Phrase,
    Plan,
    Term,
    Weighed,
)

ONE = Document(
    id=7,
    newest=(1000 << 32) | 7,
    stamp=0,
    title=("比特币", "@bitcoin"),
    text=("黑客", "盗"),
    grams=("比特", "特币", "币", "¶", "黑客", "客盗", "盗走"),
    tags=("bitcoin", "hack"),
    about=("bitcoin",),
    coin=("bitcoin",),
    topic=("hack",),
    source="odaily",
    kind="flash",
    month="2026-03",
    important="1",
    addr=("0x1234…",),
)
YES, NO = Term("title", "比特币"), Term("title", "黑客")


@pytest.mark.parametrize(
    "plan",
    [
        YES,
        Term("text", "黑客"),
        Term("source", "odaily"),
        Term("important", "1"),
        Term("lead", "1"),
        Term("addr", "0x1234…"),
        Phrase(("比特", "特币")),
        Phrase(("黑客", "客盗", "盗走")),
        Between("newest", 1000 << 32, 1001 << 32),
        Between("id", None, 8),
        Between("id", 7),
        OneOf("id", (3, 7)),
        AllOf((YES, Term("text", "盗"))),
        AllOf((YES,), none=(NO,)),
        AllOf((YES,), better=(NO,)),
        AllOf((), none=(NO,)),
        AnyOf((NO, YES)),
        AnyOf((NO, YES, Term("tags", "hack")), least=2),
        BestOf((NO, YES)),
        Weighed(YES, 5.0),
        Flat(YES, 0.0),
        Everything(),
    ],
)
def test_what_is_met(plan: Plan) -> None:
    assert matches(plan, ONE)
    assert not matches(AllOf((), none=(plan,)), ONE)
    assert Percolator({5: plan}, {}).matching(ONE) == [5]


@pytest.mark.parametrize(
    "plan",
    [
        NO,
        Term("source", "od"),
        Phrase(("特币", "比特")),
        Phrase(("币", "黑客")),
        Phrase(("比特", "别的")),
        Between("newest", None, 1000 << 32),
        Between("id", 8),
        Between("id", None, 7),
        OneOf("id", ()),
        AllOf((YES, NO)),
        AllOf((YES,), none=(NO, Term("tags", "hack"))),
        AnyOf((YES, NO), least=2),
        AnyOf(()),
        AnyOf((YES,), least=2),
        BestOf((NO,)),
        BestOf(()),
        Weighed(NO, 5.0),
        Flat(NO, 1.0),
    ],
)
def test_what_is_not_met(plan: Plan) -> None:
    assert not matches(plan, ONE)
    assert Percolator({5: plan}, {}).matching(ONE) == []


TERMS = st.sampled_from(
    [Term("title", t) for t in "abc"] + [Term("text", t) for t in "abc"] + [Term("tags", "a")]
)
LEAVES = st.one_of(
    TERMS,
    st.builds(Phrase, st.lists(st.sampled_from("abc"), min_size=2, max_size=3).map(tuple)),
    st.builds(Between, st.just("id"), st.none(), st.integers(0, 4)),
    st.builds(OneOf, st.just("id"), st.lists(st.integers(1, 3), max_size=2).map(tuple)),
    st.just(Everything()),
)
PLANS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(
            AllOf,
            st.lists(inner, min_size=1, max_size=3).map(tuple),
            st.lists(inner, max_size=2).map(tuple),
        ),
        st.lists(inner, min_size=1, max_size=3).flatmap(
            lambda parts: st.builds(AnyOf, st.just(tuple(parts)), st.integers(1, len(parts)))
        ),
        st.builds(BestOf, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(Flat, inner, st.just(1.0)),
    ),
    max_leaves=6,
)
LETTERS = st.lists(st.sampled_from("abc"), max_size=4).map(tuple)
DOCUMENTS = st.builds(
    Document,
    id=st.integers(1, 3),
    newest=st.integers(1, 3),
    stamp=st.just(0),
    title=LETTERS,
    text=LETTERS,
    grams=LETTERS,
    tags=st.sampled_from([(), ("a",)]),
)
FREQUENCIES = st.dictionaries(TERMS, st.integers(1, 1000))


@given(PLANS, DOCUMENTS, FREQUENCIES)
def test_what_is_met_has_one_of_the_terms_it_needs(
    plan: Plan, document: Document, frequencies: dict[Term, int]
) -> None:
    terms = needed(plan, frequencies)
    if matches(plan, document) and terms is not None:
        assert any(matches(term, document) for term in terms)


@given(st.lists(PLANS, max_size=6), DOCUMENTS, FREQUENCIES)
def test_a_percolator_finds_what_is_met_one_by_one(
    plans: list[Plan], document: Document, frequencies: dict[Term, int]
) -> None:
    searches = dict(enumerate(plans))
    found = Percolator(searches, frequencies).matching(document)
    assert found == [number for number, plan in searches.items() if matches(plan, document)]


@limits(max_examples=25)
@given(st.lists(DOCUMENTS, max_size=3, unique_by=lambda one: one.id), st.lists(PLANS, max_size=20))
def test_the_engine_finds_what_is_met(
    tmp_path_factory: pytest.TempPathFactory, documents: list[Document], plans: list[Plan]
) -> None:
    with override_settings(SEARCH_DIR=tmp_path_factory.mktemp("index")):
        engine = current()
        made = engine.begin()
        with made.writing() as writer:
            writer.put(documents)
            writer.commit()
        engine.swap(made)
        for plan in plans:
            found = {row.id for row in engine.find(plan, limit=10).rows}
            assert found == {one.id for one in documents if matches(plan, one)}, plan
