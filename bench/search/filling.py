"""An index and a database of as many articles as wanted, all of them from cut texts."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from aggregator.articles.models import Article
from aggregator.feeds.models import Source
from aggregator.search.document import Document, newest_key, stamp_of
from aggregator.search.engines.current import current
from aggregator.stories.models import Report, Story
from bench.search.cutting import CHUNK, Cut, cuts

# Ten stories have 13 reports: most stories are told once.
REPORTS = (1, 1, 1, 1, 1, 1, 2, 1, 1, 3)
_COMMIT_EVERY = 5000  # as a rebuild does


class Placed:
    """The texts again and again until there are enough: (article id, epoch seconds, cut).

    The newest copy ends at `now` (epoch seconds), every other lies before it; ids follow time.
    """

    def __init__(self, path: Path, count: int, now: int) -> None:
        self.path, self.count, self.now = path, count, now
        moments = [one.text.at for chunk in cuts(path) for one in chunk]
        self.texts, self.last = len(moments), max(moments)
        self.span = self.last - min(moments) + 86_400
        self.skipped = -count % self.texts  # the oldest copy is not whole

    def __iter__(self) -> Iterator[tuple[int, int, Cut]]:
        copies = -(-self.count // self.texts)
        number = -self.skipped
        for copy in range(copies):
            offset = self.now - self.last - self.span * (copies - 1 - copy)
            for chunk in cuts(self.path):
                for one in chunk:
                    number += 1
                    if number > 0:
                        yield number, one.text.at + offset, one


def document_of(number: int, at: int, one: Cut) -> Document:
    """The document of a copy, as `search.document` makes it of an article."""
    moment = datetime.fromtimestamp(at, UTC)
    return Document(
        id=number,
        newest=newest_key(at, number),
        stamp=stamp_of(moment),
        title=tuple(one.title.split()),
        text=tuple(one.words.split()),
        grams=tuple(one.grams.split()),
        tags=tuple(slug for slug, _, _ in one.tags),
        about=tuple(slug for slug, _, about in one.tags if about),
        coin=tuple(slug for slug, kind, _ in one.tags if kind == "coin"),
        topic=tuple(slug for slug, kind, _ in one.tags if kind == "topic"),
        source=one.text.source,
        kind=one.kind,
        month=f"{timezone.localtime(moment):%Y-%m}",
    )


def fill_index(placed: Placed) -> float:
    """Write the documents like a rebuild does, and make them the live index; seconds of writing."""
    engine = current()
    index = engine.begin()
    spent, done = 0.0, 0
    rows = iter(placed)
    with index.writing() as writer:
        while documents := [document_of(*row) for row in islice(rows, CHUNK)]:
            started = time.perf_counter()
            writer.put(documents)
            done += len(documents)
            if done % _COMMIT_EVERY < CHUNK:
                writer.commit()
            spent += time.perf_counter() - started
        started = time.perf_counter()
        writer.commit()
    engine.swap(index)
    return spent + time.perf_counter() - started


def fill_database(placed: Placed) -> None:
    """The rows that search reads: articles, stories and reports. Plain inserts, for their mass."""
    sources = _sources(placed.path)
    rows = _rows(placed, sources)
    indexes = [(model, one) for model in (Article, Story, Report) for one in model._meta.indexes]
    with connection.cursor() as cursor:
        for _, one in indexes:
            cursor.execute(f'DROP INDEX "{one.name}"')
        while chunk := list(islice(rows, 13 * CHUNK)):
            with transaction.atomic():
                for model in (Article, Story, Report):
                    _insert(cursor, model, [row for kind, row in chunk if kind is model])
        for model, one in indexes:  # many times quicker than row by row
            cursor.execute(str(one.create_sql(model, connection.schema_editor())))
        cursor.execute("ANALYZE")


def _sources(path: Path) -> dict[str, int]:
    slugs = sorted({one.text.source for chunk in cuts(path) for one in chunk})
    made = Source.objects.bulk_create([Source(slug=slug, name=slug) for slug in slugs])
    return {source.slug: source.pk for source in made}


def _rows(placed: Placed, sources: dict[str, int]) -> Iterator[tuple[type[Model], dict[str, Any]]]:
    """What differs from the default of each column, in an order that keeps keys whole."""
    rows = iter(placed)
    for story, size in enumerate(cycle(REPORTS), 1):
        members = list(islice(rows, size))
        for number, at, one in members:
            moment = datetime.fromtimestamp(at, UTC)
            yield Article, _article(number, moment, one, sources)
        if not members:
            return
        started = datetime.fromtimestamp(members[0][1], UTC)
        head = {"id": story, "started_at": started, "lead_id": members[0][0]}
        reports = len(members)
        counts = {"report_count": reports, "outlet_count": reports, "importance": story % 100}
        yield Story, {**head, **counts}
        for number, at, _ in members:
            moment = datetime.fromtimestamp(at, UTC)
            row = {"id": number, "story_id": story, "article_id": number}
            yield Report, {**row, "component": story, "at": moment}


def _article(number: int, at: datetime, one: Cut, sources: dict[str, int]) -> dict[str, Any]:
    key = f"{number:064d}"
    times = {"published_at": at, "first_seen_at": at, "sorted_at": at, "updated_at": at}
    return {
        "id": number,
        "source_id": sources[one.text.source],
        "url_key": key,
        "guid_key": key,
        "content_hash": key,
        "title": one.text.title[:500],
        "text": one.text.body,
        "kind": one.kind,
        "index_pending": False,
        **times,
    }


def _insert(cursor: Any, model: type[Model], rows: list[dict[str, Any]]) -> None:
    fields = model._meta.concrete_fields
    plain = model()
    defaults = {f.attname: f.get_db_prep_save(getattr(plain, f.attname), connection) for f in fields}
    dates = {f.attname for f in fields if f.get_internal_type() == "DateTimeField"}
    adapt = connection.ops.adapt_datetimefield_value
    columns = ", ".join(f'"{f.column}"' for f in fields)
    places = ", ".join(["%s"] * len(fields))
    cursor.executemany(
        f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES ({places})',  # noqa: S608
        [
            [
                adapt(row[name]) if name in dates and name in row else row.get(name, default)
                for name, default in defaults.items()
            ]
            for row in rows
        ],
    )
