"""The index is made anew beside the live one, and damage is told."""

import shutil
from datetime import timedelta

import pytest
import tantivy
from django.db.models import F

from aggregator.articles.models import Article
from aggregator.search.asking import search
from aggregator.search.engines.embedded.folder import guarded, only_one, read_meta
from aggregator.search.engines.embedded.schema import schema
from aggregator.search.errors import IndexUnavailable, WriterBusy
from aggregator.search.query import words
from aggregator.search.rebuild import rebuild
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
    monkeypatch.setattr(words, "dictionary_version", lambda: "another")
    keep_up([], never)
    assert read_meta().folder == old
    assert total() == 1


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
    assert told == [(2, 5), (4, 4), (5, 5)]
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


def test_one_rebuild_at_a_time(db):
    with only_one("rebuild"), pytest.raises(WriterBusy, match=r"rebuild\.lock"):
        rebuild()


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
