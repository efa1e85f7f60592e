"""Where an index and the database differ, a window of ids at a time."""

from collections.abc import Iterator
from dataclasses import dataclass

from aggregator.articles.models import Article
from aggregator.search.document import document, load, stamp_of
from aggregator.search.engines.engine import Index, Writer

_WINDOW = 1000


@dataclass(frozen=True, slots=True)
class Window:
    """Ids of articles that are not in the index, only in the index, or in it as they once were.

    Of the articles with low < id <= high (None: all behind `low`); `seen` of them were read.
    """

    low: int
    high: int | None
    seen: int
    missing: tuple[int, ...]
    extra: tuple[int, ...]
    stale: tuple[int, ...]

    @property
    def differs(self) -> bool:
        """Whether there is anything to repair."""
        return bool(self.missing or self.extra or self.stale)


def windows(index: Index, low: int = 0) -> Iterator[Window]:
    """Compare all articles behind an id, in memory that doesn't grow."""
    last: int | None = low
    while last is not None:
        found = look(index, last)
        yield found
        last = found.high


def look(index: Index, low: int) -> Window:
    """Compare the next articles behind an id.

    Pending articles are left out: that they differ is known. The database is read first and a
    fresh view of the index after it, so that nothing counts as missing or stale only because a
    writer is at work; what looks extra is looked up once more for the same reason.
    """
    rows = list(
        Article.objects.filter(pk__gt=low)
        .order_by("id")
        .values_list("id", "updated_at", "is_hidden", "index_pending")[:_WINDOW]
    )
    high = rows[-1][0] if len(rows) == _WINDOW else None
    known = {row[0] for row in rows if row[3]}
    shown = {row[0]: stamp_of(row[1]) for row in rows if not row[2] and not row[3]}
    indexed = dict(index.stamps(low, high))
    return Window(
        low,
        high,
        seen=len(rows),
        missing=tuple(sorted(shown.keys() - indexed.keys())),
        extra=_really_extra(indexed.keys() - shown.keys() - known),
        stale=tuple(sorted(i for i in shown.keys() & indexed.keys() if shown[i] != indexed[i])),
    )


def mend(writer: Writer, window: Window) -> None:
    """Make the index agree with the database here; the caller commits."""
    articles = load((*window.missing, *window.stale))
    writer.put(document(article) for article in articles if not article.is_hidden)
    writer.drop(window.extra)


def _really_extra(ids: set[int]) -> tuple[int, ...]:
    new = Article.objects.filter(pk__in=ids, is_hidden=False).values_list("pk", flat=True)
    pending = Article.objects.filter(pk__in=ids, index_pending=True).values_list("pk", flat=True)
    return tuple(sorted(ids - set(new) - set(pending)))
