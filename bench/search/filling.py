"""An index of as many articles as wanted, all of them from cut texts."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from django.utils import timezone

from aggregator.search.document import Document, newest_key, stamp_of
from aggregator.search.engines.current import current
from bench.search.cutting import CHUNK, Cut, cuts

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
