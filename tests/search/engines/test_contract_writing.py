"""What every engine promises of its indices, proved on both (see `test_contract`)."""

import pytest

from aggregator.search.engines.current import current
from aggregator.search.errors import IndexUnavailable, WriterBusy
from aggregator.search.plan import Everything, Term
from tests.search.engines.conftest import doc


def ids(engine):
    return sorted(row.id for row in engine.find(Everything(), limit=100).rows)


def test_nothing_is_seen_before_the_commit(engine, fill):
    fill(doc(1))
    with engine.live().writing() as writer:
        writer.put([doc(2)])
        writer.drop([1])
        assert ids(engine) == [1]
        writer.commit()
        assert ids(engine) == [2]


def test_what_was_not_committed_is_lost(engine, fill):
    fill(doc(1))
    with pytest.raises(RuntimeError), engine.live().writing() as writer:
        writer.put([doc(2)])
        raise RuntimeError
    fill(doc(3))
    assert ids(engine) == [1, 3]


def test_a_document_takes_the_place_of_the_one_with_its_id(engine, fill):
    fill(doc(1, "破产"), doc(1, "重组"))
    fill(doc(1, "上市"))
    assert ids(engine) == [1]
    assert engine.find(Term("title", "上市"), limit=1).total == 1
    assert engine.find(Term("title", "重组"), limit=1).total == 0


def test_dropping_what_is_not_there_is_fine(engine, fill):
    fill(doc(1), doc(2), drop=[2, 77])
    assert ids(engine) == [1]


def test_an_empty_commit_is_fine(engine, fill):
    fill()
    assert ids(engine) == []


def test_extent_and_stamps(engine, fill, monkeypatch):
    monkeypatch.setattr(f"{type(engine).__module__}._WINDOW", 2)
    fill()
    assert engine.live().extent() == (0, 0)
    assert list(engine.live().stamps(0, None)) == []
    fill(*(doc(n, stamp=n * 7, minute=-n) for n in (5, 1, 9, 3, 2)))
    index = engine.live()
    assert index.extent() == (9, 5)
    assert list(index.stamps(0, None)) == [(1, 7), (2, 14), (3, 21), (5, 35), (9, 63)]
    assert list(index.stamps(1, 5)) == [(2, 14), (3, 21), (5, 35)]
    fill(doc(3, stamp=4), drop=[2])
    assert list(index.stamps(1, 5)) == [(3, 4), (5, 35)]


def test_an_index_in_the_making_is_not_searched_until_the_swap(engine, fill):
    fill(doc(1))
    fresh = engine.begin()
    with fresh.writing() as writer:
        writer.put([doc(2)])
        writer.commit()
    assert fresh.extent() == (2, 1)
    assert ids(engine) == [1]
    fill(doc(3))
    assert ids(engine) == [1, 3]
    engine.swap(fresh)
    assert ids(engine) == [2]
    assert engine.is_current()


def test_a_stopped_rebuild_is_taken_up_again_and_a_finished_one_is_not(engine, fill):
    with engine.begin().writing() as writer:
        writer.put([doc(4)])
        writer.commit()
    with pytest.raises(IndexUnavailable):
        engine.live()
    again = engine.begin()
    assert again.extent() == (4, 1)
    engine.swap(again)
    assert engine.begin().extent() == (0, 0)
    assert ids(engine) == [4]


def test_a_lock_has_one_holder(engine):
    with engine.sole("writer"):
        with (
            pytest.raises(WriterBusy, match=r"Another process .* wait until"),
            engine.sole("writer"),
        ):
            pytest.fail("the lock was given twice")
        with engine.sole("rebuild"):
            pass
    with engine.sole("writer"):
        pass


def test_a_lock_is_let_go_with_an_error(engine):
    with pytest.raises(RuntimeError), engine.sole("writer"):
        raise RuntimeError
    with engine.sole("writer"):
        pass


def test_the_engine_is_the_one_that_the_settings_name_now(engine, settings):
    assert type(current()) is type(engine)
    settings.SEARCH_URL = "" if settings.SEARCH_URL else "http://127.0.0.1:9"
    assert type(current()) is not type(engine)
