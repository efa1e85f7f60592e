"""What is noted of each article so that it can be compared: its features, and keys to find it by."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b

from django.db.models import OuterRef, Subquery

from aggregator.articles.models import Article
from aggregator.stories.features import Features, dump, features, load
from aggregator.stories.keys import keys
from aggregator.stories.models import Key, Trace
from aggregator.stories.score import WINDOW

VERSION = "1"  # of how features are read: another one has every article read again
READ = 4000  # characters of an article's text that are handed to the reader
EPOCH = datetime(2009, 1, 3, tzinfo=UTC)


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
    Key.objects.bulk_create(
        Key(slot=slot, at=one.at, article_id=one.pk)
        for one in fresh
        if one.features is not None
        for slot in sorted(slots(one.features))
    )


def recall(ids: Iterable[int]) -> dict[int, Features]:
    """The features of articles that were read before, by article. One query."""
    rows = Trace.objects.filter(article__in=list(ids)).values_list("article", "features")
    return {pk: load(values) for pk, values in rows.iterator()}


def slots(f: Features, near: Iterable[int] = (0,)) -> set[int]:
    """Where the article stands; with `near` (-1, 0, 1) where all within WINDOW of it stand.

    A slot is a key within a stretch of time of WINDOW, so that however long the table grows,
    only rows of three stretches are looked at.
    """
    stretch = (f.at - EPOCH) // WINDOW
    return {_slot(key, stretch + step) for key in keys(f) for step in near}


def _slot(key: str, stretch: int) -> int:
    digest = blake2b(f"{stretch}:{key}".encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _digest(title: str, body: str, at: datetime, source: str) -> str:
    parts = "\0".join((VERSION, source, at.astimezone(UTC).isoformat(), title, body))
    return blake2b(parts.encode("utf-8", "replace"), digest_size=24).hexdigest()
