from dataclasses import replace

import pytest

from aggregator.feeds.catalogue import load_catalogue
from aggregator.feeds.load import load
from aggregator.feeds.models import Feed, Source

pytestmark = pytest.mark.django_db
CATALOGUE = load_catalogue()


def test_the_whole_catalogue_is_loaded() -> None:
    loaded = load(CATALOGUE)
    assert loaded.created == Feed.objects.count() >= 40
    assert Source.objects.count() == len(CATALOGUE)
    assert not Feed.objects.filter(enabled=False, disabled_reason="").exists()


def test_loading_again_changes_nothing() -> None:
    load(CATALOGUE)
    again = load(CATALOGUE)
    assert (again.created, again.changed) == (0, 0)


def test_an_editors_changes_survive() -> None:
    load(CATALOGUE)
    feed = Feed.objects.filter(enabled=True).first()
    assert feed is not None
    feed.enabled = False
    feed.title = "编辑改名"
    feed.lock(["enabled", "title"])
    feed.save()
    load(CATALOGUE)
    feed.refresh_from_db()
    assert (feed.enabled, feed.title) == (False, "编辑改名")


def test_a_changed_address_is_taken_over() -> None:
    spec = CATALOGUE[0]
    load([spec])
    feeds = (replace(spec.feeds[0], url="https://new.example/feed"), *spec.feeds[1:])
    load([replace(spec, feeds=feeds)])
    assert Feed.objects.get(key=spec.feeds[0].key).url == "https://new.example/feed"


def test_a_feed_that_an_editor_added_first_is_taken_in() -> None:
    spec = CATALOGUE[0]
    source = Source.objects.create(slug="own", name="自加")
    Feed.objects.create(source=source, title="自加", url=spec.feeds[0].url)
    load([spec])
    assert Feed.objects.get(url=spec.feeds[0].url).key == spec.feeds[0].key
