"""The database behind the index: the rows that search reads, in plain inserts for their mass."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

from aggregator.articles.models import Article
from aggregator.feeds.models import Source
from aggregator.stories.models import Report, Story
from bench.search.cutting import CHUNK, Cut, cuts
from bench.search.filling import Placed

# Ten stories have 13 reports: most stories are told once.
REPORTS = (1, 1, 1, 1, 1, 1, 2, 1, 1, 3)
_MODELS: tuple[type[Model], ...] = (Article, Story, Report)


def fill_database(placed: Placed) -> None:
    """Articles, stories and reports."""
    sources = _sources(placed.path)
    rows = _rows(placed, sources)
    indexes = [(model, one) for model in _MODELS for one in model._meta.indexes]  # noqa: SLF001
    with connection.cursor() as cursor:
        for _, one in indexes:
            cursor.execute(f'DROP INDEX "{one.name}"')
        while chunk := list(islice(rows, 13 * CHUNK)):
            with transaction.atomic():
                for model in _MODELS:
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
    fields = model._meta.concrete_fields  # noqa: SLF001 - Django's public name for it
    plain = model()
    defaults = {
        f.attname: f.get_db_prep_save(getattr(plain, f.attname), connection) for f in fields
    }
    dates = {f.attname for f in fields if f.get_internal_type() == "DateTimeField"}
    adapt = connection.ops.adapt_datetimefield_value
    columns = ", ".join(f'"{f.column}"' for f in fields)
    places = ", ".join(["%s"] * len(fields))
    cursor.executemany(
        f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES ({places})',  # noqa: SLF001
        [
            [
                adapt(row[name]) if name in dates and name in row else row.get(name, default)
                for name, default in defaults.items()
            ]
            for row in rows
        ],
    )
