"""The index is made anew beside the live one, and damage is told."""

import shutil
from dataclasses import replace
from datetime import timedelta

import pytest
import tantivy
from django.db.models import F

from aggregator.articles.models import Article
from aggregator.language import Book, book, install
from aggregator.search import jobs, turns
from aggregator.search.asking import search
from aggregator.search.check import check
from aggregator.search.engines.embedded.folder import guarded, only_one, read_meta
from aggregator.search.engines.embedded.schema import schema
from aggregator.search.errors import IndexUnavailable, WriterBusy
from aggregator.search.rebuild import rebuild
from aggregator.search.status import status
from aggregator.search.upkeep import keep_up

pytestmark = pytest.mark.django_db


def never():
    return False


def total(query="破产"):
    return search(query).total


def test_another_dictionary_needs_no_other_index(make, indexed, monkeypatch):
    make("破产")
    indexed()
    old = read_meta().folder
    in_force = book()
    install(Book(replace(in_force.lexicon, version="another")))
    try:
        keep_up([], never)
        assert read_meta().folder == old
        assert total() == 1
    finally:
        install(in_force)


def test_a_rebuild_goes_on_where_it_was_stopped(make, monkeypatch):
    monkeypatch.setattr("aggregator.search.rebuild._BATCH", 2)
    articles = [make(f"破产 {number}") for number in range(5)]
    told = []
    assert not rebuild(lambda done, of: told.append((done, of)), lambda: True)
    with pytest.raises(IndexUnavailable):
        search("破产")
    Article.objects.filter(pk=articles[0].pk).update(
        title="重组", updated_at=F("updated_at") + timedelta(seconds=1), index_pending=False
    )
    Article.objects.filter(pk=articles[1].pk).update(is_hidden=True, index_pending=False)
    assert rebuild(lambda done, of: told.append((done, of)))
    assert told == [(0, 5), (2, 5), (2, 4), (4, 4), (5, 5)]
    assert total() == 3
    assert search("重组").hits[0].article_id == articles[0].pk


def test_a_rebuild_waits_for_the_writer_only_at_the_swap(make, indexed):
    make("破产")
    indexed()
    old = read_meta().folder
    with only_one("writer"), pytest.raises(WriterBusy):
        rebuild()
    assert read_meta().folder == old
    assert rebuild()
    assert read_meta().folder != old
    assert total() == 1


def test_one_rebuild_at_a_time(make):
    make("破产")
    busy = []

    def again(done, _of):
        with pytest.raises(WriterBusy, match=r"rebuild\.lock"):
            rebuild()
        busy.append(done)

    assert rebuild(again)
    assert busy == [0, 1]
    assert jobs.last("rebuild").state == "done"


def test_reading_and_indexing_go_on_during_a_rebuild(make, indexed, monkeypatch):
    monkeypatch.setattr("aggregator.search.rebuild._BATCH", 2)
    first = make("破产")
    gone = make("破产")
    make("破产")
    indexed()

    def meanwhile(done, _of):
        if done == 2:
            make("破产清算")
            Article.objects.filter(pk=first.pk).update(
                title="重组", updated_at=F("updated_at") + timedelta(seconds=1), index_pending=True
            )
            Article.objects.filter(pk=gone.pk).delete()
            keep_up([gone.pk], never)
        if done:
            assert total("破产") == 2
            assert total("重组") == 1

    old = read_meta().folder
    assert rebuild(meanwhile)
    assert read_meta().folder != old
    assert total("破产") == 2
    assert total("重组") == 1
    assert check().ok


@pytest.mark.parametrize("recent", [0, 5000])
def test_what_happens_in_the_last_moment_is_not_lost(make, indexed, monkeypatch, recent):
    monkeypatch.setattr("aggregator.search.rebuild._RECENT", recent)
    old, gone, _ = make("破产"), make("破产"), make("破产")
    indexed()
    real = turns.turn

    def turn(engine, wait):
        Article.objects.filter(pk=old.pk).update(
            title="重组", updated_at=F("updated_at") + timedelta(seconds=1), index_pending=True
        )
        Article.objects.filter(pk=gone.pk).delete()
        make("破产")
        keep_up([gone.pk], never)
        return real(engine, wait)

    monkeypatch.setattr("aggregator.search.rebuild.turn", turn)
    assert rebuild()
    assert total("破产") == 2
    assert total("重组") == 1
    assert check().ok


def test_a_writer_that_stays_busy_after_the_swap_is_left_to_the_next_repair(
    make, indexed, monkeypatch, caplog
):
    make("破产")
    indexed()

    def busy(**_):
        raise WriterBusy("taken")

    monkeypatch.setattr("aggregator.search.rebuild.check", busy)
    assert rebuild()
    assert "search check --repair" in caplog.text


def test_other_processes_can_see_how_far_it_is(make, monkeypatch):
    monkeypatch.setattr("aggregator.search.rebuild._BATCH", 2)
    for _ in range(3):
        make("破产")
    told = []
    assert rebuild(lambda done, of: told.append(status().message))
    assert told == ["检索重建中（0 / 3 篇）", "检索重建中（2 / 3 篇）", "检索重建中（3 / 3 篇）"]
    assert jobs.last("rebuild").said == "3 篇稿件，新索引已启用"


def test_a_panic_of_the_engine_is_an_unavailable_index():
    with pytest.raises(IndexUnavailable, match="is damaged"), guarded("The index"):
        tantivy.Query.phrase_query(schema(), "text", ["破产"])


def test_other_interruptions_pass_through():
    with pytest.raises(KeyboardInterrupt), guarded("The index"):
        raise KeyboardInterrupt


def test_a_folder_that_vanished_is_named(make, indexed, search_dir):
    make("破产")
    indexed()
    assert total() == 1
    shutil.rmtree(search_dir / read_meta().folder)
    with pytest.raises(IndexUnavailable, match="has vanished"):
        search("破产")
