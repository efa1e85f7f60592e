"""The room's own work on OpenSearch: rebuilding, bringing in, looking for, comparing."""

from datetime import timedelta

import pytest
from django.db.models import F

from aggregator.articles.models import Article
from aggregator.search.asking import search
from aggregator.search.check import check
from aggregator.search.errors import IndexUnavailable
from aggregator.search.pending import delete, index_pending
from aggregator.search.rebuild import rebuild
from aggregator.search.status import status
from aggregator.search.upkeep import keep_up

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def cluster_in_the_settings(settings, osmem_clone):
    settings.SEARCH_URL = osmem_clone.url


def ids(query, **options):
    return [hit.article_id for hit in search(query, **options).hits]


def never():
    return False


def test_articles_are_found_in_either_script_and_page_by_page(make, indexed):
    made = [make(f"香港證監會發出警告 {number}").pk for number in range(7)]
    make("別的消息")
    indexed()
    assert set(ids("香港证监会")) == set(ids("香港證監會")) == set(made)
    assert ids("“发出警告”", order="newest") == made[::-1]
    first = search("证监会 警告", limit=4, order="newest")
    second = search("证监会 警告", limit=4, order="newest", cursor=first.cursor)
    found = [hit.article_id for hit in (*first.hits, *second.hits)]
    assert found == made[::-1]
    assert (first.total, second.cursor) == (7, "")


def test_a_rebuild_is_taken_up_again_and_brings_in_what_changed(make, monkeypatch):
    monkeypatch.setattr("aggregator.search.rebuild._BATCH", 2)
    articles = [make(f"破产 {number}") for number in range(5)]
    assert not rebuild(stop=lambda: True)
    with pytest.raises(IndexUnavailable, match="search rebuild"):
        search("破产")
    told = status()
    assert (told.ok, told.documents, told.pending) == (False, 0, 5)
    assert told.message == "检索重建中（2 / 5 篇）"
    Article.objects.filter(pk=articles[0].pk).update(
        title="重组", updated_at=F("updated_at") + timedelta(seconds=1), index_pending=False
    )
    told = []
    assert rebuild(lambda done, of: told.append((done, of)))
    assert told == [(2, 5), (4, 5), (5, 5)]
    assert ids("重组") == [articles[0].pk]
    assert len(ids("破产")) == 4
    assert check().ok


def test_upkeep_builds_the_first_index_and_then_keeps_it_level(make):
    article = make("破产")
    keep_up([], never)
    assert ids("破产") == [article.pk]
    other = make("破产")
    keep_up([], never)
    assert set(ids("破产")) == {article.pk, other.pk}
    number = article.pk
    Article.objects.filter(pk=number).delete()
    keep_up([number], never)
    assert ids("破产") == [other.pk]


def test_differences_are_seen_and_mended(make, indexed):
    article = make("破产")
    indexed()
    delete([article.pk])
    assert check().missing.ids == (article.pk,)
    assert check(repair=True).ok
    assert ids("破产") == [article.pk]
    assert index_pending() == 0
