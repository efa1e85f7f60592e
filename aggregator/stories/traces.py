"""What is noted of each article so that it can be compared: its features, and keys to find it by."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import blake2b

from django.db import connection
from django.db.models import OuterRef, Subquery

from aggregator.articles.models import Article
from aggregator.stories.features import Features, dump, features, load
from aggregator.stories.keys import keys
from aggregator.stories.models import Key, Trace
from aggregator.stories.score import WINDOW

VERSION = "3"  # of how features are read: another one has every article read again
READ = 4000  # characters of an article's text that are handed to the reader
MEMORY = 2000  # some 20 MB
EPOCH = datetime(2009, 1, 3, tzinfo=UTC)
SPREAD = 0x9E3779B97F4A7C15  # odd: no two stretches of a key share a slot

_memory: dict[int, tuple[str, Features]] = {}


@dataclass(frozen=True, slots=True)
class Read:
    """An article as it was read; `features` is None when its trace says the same already."""

    pk: int
    updated_at: datetime
    at: datetime
    content_hash: str
    features: Features | None


def read(ids: Iterable[int], *, again: bool = False) -> list[Read]:
    """Read the articles; those whose trace is of the same content only `again`. One query."""
    rows = Article.objects.filter(pk__in=list(ids)).values_list(
        "pk", "updated_at", "sorted_at", "title", "text", "source__slug", "trace__content_hash"
    )
    found = []
    for pk, updated_at, at, title, text, source, known in rows:
        body = text[:READ]
        digest = _digest(title, body, at, source)
        fresh = features(title, body, at, source) if again or digest != known else None
        if fresh is not None:
            _remember(pk, digest, fresh)
        found.append(Read(pk, updated_at, at, digest, fresh))
    return found


def write(seen: Sequence[Read]) -> None:
    """Keep traces and keys of what was read. Within a transaction."""
    fresh = [one for one in seen if one.features is not None]
    Trace.objects.bulk_create(
        [
            Trace(
                article_id=one.pk,
                features=dump(one.features),
                content_hash=one.content_hash,
                at=one.updated_at,
            )
            for one in fresh
            if one.features is not None
        ],
        update_conflicts=True,
        unique_fields=["article"],
        update_fields=["features", "content_hash", "at"],
    )
    same = Article.objects.filter(pk=OuterRef("article"))
    Trace.objects.filter(article__in=[one.pk for one in seen if one.features is None]).update(
        at=Subquery(same.values("updated_at")[:1])
    )
    Key.objects.filter(article__in=[one.pk for one in fresh]).delete()
    _keep_keys(
        (slot, one.at, one.pk)
        for one in fresh
        if one.features is not None
        for slot in sorted(slots(one.features))
    )


def _keep_keys(rows: Iterable[tuple[int, datetime, int]]) -> None:
    """Insert rows of Key: a score of them an article, too many to make an object of each."""
    adapt = connection.ops.adapt_datetimefield_value
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO stories_key (slot, at, article_id) VALUES (%s, %s, %s)",
            [(slot, adapt(at), pk) for slot, at, pk in rows],
        )


def recall(ids: Iterable[int]) -> dict[int, Features]:
    """The features of articles that were read before, by article. Two queries, or one.

    Reports are compared with the same recent ones again and again: the latest MEMORY of them
    are kept in the process, under the hash of what they were read from.
    """
    hashes = dict(
        Trace.objects.filter(article__in=list(ids)).values_list("article", "content_hash")
    )
    kept = ((pk, known, _memory.get(pk)) for pk, known in hashes.items())
    found = {pk: told[1] for pk, known, told in kept if told is not None and told[0] == known}
    rows = Trace.objects.filter(article__in=hashes.keys() - found.keys())
    for pk, known, values in rows.values_list("article", "content_hash", "features").iterator():
        found[pk] = load(values)
        _remember(pk, known, found[pk])
    return found


def _remember(pk: int, content_hash: str, read: Features) -> None:
    if len(_memory) >= MEMORY:
        _memory.clear()
    _memory[pk] = content_hash, read


def slots(f: Features, near: Iterable[int] = (0,)) -> set[int]:
    """Where the article stands; with `near` (-1, 0, 1) where all within WINDOW of it stand.

    A slot is a key within a stretch of time of WINDOW, so that however long the table grows,
    only rows of three stretches are looked at.
    """
    stretch = (f.at - EPOCH) // WINDOW
    steps = [(stretch + step) * SPREAD for step in near]
    return {_signed(one + step) for one in _hashes(f) for step in steps}


@lru_cache(maxsize=512)
def _hashes(f: Features) -> tuple[int, ...]:
    """The keys as numbers; asked for twice in a row, to write them down and to look around."""
    digests = (blake2b(k.encode("utf-8", "replace"), digest_size=8).digest() for k in keys(f))
    return tuple(int.from_bytes(one, "big") for one in digests)


def _signed(number: int) -> int:
    """A number as the databases' 64-bit integer."""
    return (number + (1 << 63)) % (1 << 64) - (1 << 63)


def _digest(title: str, body: str, at: datetime, source: str) -> str:
    parts = "\0".join((VERSION, source, at.astimezone(UTC).isoformat(), title, body))
    return blake2b(parts.encode("utf-8", "replace"), digest_size=24).hexdigest()
