"""The index follows the database."""

import json
from datetime import timedelta

import pytest
from django.db.models import F

from aggregator.articles.models import Article
from aggregator.search import pending as pending_module
from aggregator.search.asking import search
from aggregator.search.document import document, load
from aggregator.search.engines.current import current
from aggregator.search.engines.embedded.folder import only_one
from aggregator.search.engines.embedded.writer import TantivyWriter
from aggregator.search.errors import IndexUnavailable, WriterBusy
from aggregator.search.jobs import trouble
from aggregator.search.pending import delete, index, index_pending
from aggregator.search.turns import live_writer
from aggregator.search.upkeep import keep_up

pytestmark = pytest.mark.django_db


def never():
    return False


def total(query="破产"):
    return search(query).total


def test_pending_articles_come_in_once(make, indexed):
    make("破产")
    make("破产")
    assert indexed() == 2
    assert indexed() == 0
    assert total() == 2
    assert not Article.objects.filter(index_pending=True).exists()


def test_indexing_twice_leaves_one(make, empty_index):
    article = make("破产")
    index([article.pk])
    index([article.pk])
    assert total() == 1
    delete([article.pk, 999])
    assert total() == 0


def test_an_edit_replaces_what_was_indexed(make, indexed):
    article = make("破产")
    indexed()
    Article.objects.update(title="重组", index_pending=True)
    indexed()
    assert total() == 0
    assert search("重组").hits[0].article_id == article.pk


def test_a_hidden_article_is_taken_out_and_comes_back(make, indexed):
    make("破产")
    indexed()
    Article.objects.update(is_hidden=True, index_pending=True)
    indexed()
    assert total() == 0
    Article.objects.update(is_hidden=False, index_pending=True)
    indexed()
    assert total() == 1


def test_an_edit_during_indexing_keeps_the_article_pending(make, empty_index, monkeypatch):
    edited, calm = make("破产"), make("破产")

    def load_then_edit(ids):
        found = load(ids)
        Article.objects.filter(pk=edited.pk).update(
            title="重组", updated_at=F("updated_at") + timedelta(seconds=1)
        )
        return found

    monkeypatch.setattr(pending_module, "load", load_then_edit)
    index_pending(limit=2)
    assert list(Article.objects.filter(index_pending=True)) == [edited]
    monkeypatch.undo()
    index_pending()
    assert search("重组").hits[0].article_id == edited.pk
    assert search("破产").hits[0].article_id == calm.pk


def test_a_death_before_the_flags_are_cleared_loses_nothing(make, empty_index, monkeypatch):
    make("破产")

    def die(articles):
        raise KeyboardInterrupt

    monkeypatch.setattr(pending_module, "_clear", die)
    with pytest.raises(KeyboardInterrupt):
        index_pending()
    monkeypatch.undo()
    assert total() == 1
    assert index_pending() == 1
    assert total() == 1


def test_what_was_not_committed_is_not_seen(make, empty_index):
    article = make("破产")

    def put_and_die():
        with live_writer() as writer:
            writer.put(map(document, load([article.pk])))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        put_and_die()
    assert total() == 0
    assert index_pending() == 1


def test_the_limit_bounds_one_call_and_the_newest_come_first(make, empty_index):
    articles = [make("破产") for _ in range(3)]
    assert index_pending(limit=2) == 2
    assert list(Article.objects.filter(index_pending=True)) == articles[:1]


def test_a_second_writer_is_refused(make, empty_index):
    make("破产")
    with only_one("writer"), pytest.raises(WriterBusy, match=r"writer\.lock"):
        index_pending()


def test_upkeep_leaves_the_work_to_the_writer_that_is_there(make, empty_index):
    make("破产")
    with only_one("writer"):
        keep_up([], never)
    assert total() == 0
    keep_up([], never)
    assert total() == 1


def test_upkeep_takes_out_what_the_database_no_longer_has(make, indexed):
    gone, kept = make("破产"), make("破产")
    indexed()
    pk = gone.pk
    Article.objects.filter(pk=pk).delete()
    keep_up([pk, kept.pk], never)
    assert [hit.article_id for hit in search("破产").hits] == [kept.pk]


def test_upkeep_stops_between_batches_when_told(make, empty_index):
    make("破产")
    keep_up([], lambda: True)
    assert total() == 1


def test_upkeep_builds_the_first_index(make):
    make("破产")
    keep_up([], never)
    assert total() == 1


def test_other_fields_make_the_index_unreadable_until_rebuilt(make, indexed, search_dir):
    make("破产")
    indexed()
    path = search_dir / "meta.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"schema": 0}))
    with pytest.raises(IndexUnavailable, match="version 0"):
        search("破产")
    keep_up([], never)
    assert total() == 1


def test_an_engine_that_fails_is_told_and_loses_nothing(make, empty_index, monkeypatch, caplog):
    def fail(_self):
        raise IndexUnavailable("the engine fell over")

    make("破产")
    monkeypatch.setattr(TantivyWriter, "commit", fail)
    keep_up([], never)
    assert "the engine fell over" in caplog.text
    assert trouble() == "索引暂时无法写入，稿件会在恢复后自动补上"
    monkeypatch.undo()
    keep_up([], never)
    assert total() == 1
    assert trouble() == ""


def test_a_lock_that_cannot_be_opened_is_said(make, empty_index, search_dir, caplog):
    make("破产")
    (search_dir / "writer.lock").unlink()
    (search_dir / "writer.lock").mkdir()
    keep_up([], never)
    assert "writer.lock cannot be opened" in caplog.text
    (search_dir / "writer.lock").rmdir()
    keep_up([], never)
    assert total() == 1


def test_stamps_are_read_in_windows(make, indexed, monkeypatch):
    made = [make("破产").pk for _ in range(5)]
    indexed()
    monkeypatch.setattr("aggregator.search.engines.embedded.engine._WINDOW", 2)
    index = current().live()
    assert [pk for pk, _ in index.stamps(0, None)] == made
    assert [pk for pk, _ in index.stamps(made[0], made[3])] == made[1:4]
