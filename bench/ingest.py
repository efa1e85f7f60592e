"""Entries per second through `ingest`, in feeds of 200, on the database as configured."""

import time
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from aggregator import language
from aggregator.articles.canonical import key
from aggregator.articles.draft import Outlet, draft
from aggregator.articles.ingest import ingest
from aggregator.articles.models import Article
from aggregator.articles.signals import articles_changed
from aggregator.feeds.entry import Entry
from aggregator.feeds.models import Feed
from aggregator.search.receivers import on_articles_changed
from aggregator.stories.assign import assign
from aggregator.stories.signals import stories_changed
from bench.figure import Figure
from bench.items import batches, read_items
from bench.outlets import make_feeds, make_tables

Batch = tuple[Feed, list[Entry], datetime]
BARE = "bulk_create of the article rows alone"


def measure(_articles: int) -> list[Figure]:
    """The whole of ingest, then its parts: working out, a second pass, stories, bare rows."""
    make_tables()
    name, items = read_items()
    feeds = make_feeds(item.outlet for item in items)
    work: list[Batch] = [(feeds[slug], entries, now) for slug, entries, now in batches(items)]
    # Stories and the index follow by a signal; they are measured by themselves.
    articles_changed.disconnect(dispatch_uid="stories.assign")
    articles_changed.disconnect(on_articles_changed)
    stories_changed.disconnect(dispatch_uid="live.publish")
    _wake_language()
    count = len(items)
    drafting = _draft_all(work)
    fresh = _ingest_all(work)
    again = _ingest_all(work)
    stories = _assign_all()
    bare = _insert_all()
    return [
        Figure("ingest", "new entries", count / fresh, "entries/s", count / bare, BARE, name),
        Figure("ingest", "entries that say nothing new", count / again, "entries/s", count / bare, BARE),
        Figure("ingest", "working out alone (no database)", count / drafting, "entries/s", count / fresh, "new entries"),
        Figure("ingest", "assigning to stories alone", count / stories, "entries/s", count / fresh, "new entries"),
        Figure("ingest", BARE, count / bare, "entries/s"),
    ]  # fmt: skip


def _wake_language() -> None:
    """Have the dictionary and the lexicon loaded before the clock runs."""
    language.tags_of("比特币", "以太坊")
    language.segment("比特币")


def _draft_all(work: Sequence[Batch]) -> float:
    started = time.perf_counter()
    for feed, entries, _ in work:
        outlet = Outlet(feed.source.slug, feed.kind, tuple(feed.source.boilerplate))
        for entry in entries:
            draft(entry, outlet)
    return time.perf_counter() - started


def _ingest_all(work: Sequence[Batch]) -> float:
    started = time.perf_counter()
    for feed, entries, now in work:
        ingest(feed, entries, now)
    return time.perf_counter() - started


def _assign_all(size: int = 200) -> float:
    ids = list(Article.objects.order_by("id").values_list("pk", flat=True))
    started = time.perf_counter()
    for start in range(0, len(ids), size):
        assign(ids[start : start + size])
    return time.perf_counter() - started


def _insert_all(size: int = 200) -> float:
    """Write the same rows again under other names, without anything around them."""
    rows = list(Article.objects.order_by("id"))
    for row in rows:
        row.pk, row.url_key = None, key("again", row.url_key)
    started = time.perf_counter()
    for start in range(0, len(rows), size):
        with transaction.atomic():
            Article.objects.bulk_create(rows[start : start + size])
    return time.perf_counter() - started
