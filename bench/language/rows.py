"""The items and labels that are measured with."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from aggregator.feeds.catalogue import load_catalogue
from aggregator.language import strip_boilerplate
from bench.items import OUTLETS


@dataclass(frozen=True, slots=True)
class Row:
    """An item. `body` is without the outlet's opening; `at` is the outlet's own time if given."""

    id: str
    source: str
    title: str
    body: str
    at: datetime
    tags: tuple[str, ...]


@cache
def _openings() -> dict[str, tuple[str, ...]]:
    return {source.slug: source.boilerplate for source in load_catalogue()}


def opening_of(source: str) -> tuple[str, ...]:
    """The openings of the outlet that the items call `source`."""
    return _openings().get(OUTLETS.get(source, ""), ())


def read_rows(path: Path) -> dict[str, Row]:
    """The items of a file, plain or gzipped JSON lines, by id."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open() as lines:
        return {row.id: row for row in map(_row, map(json.loads, lines))}


def _row(values: dict[str, Any]) -> Row:
    opening = opening_of(values["source"])
    return Row(
        id=values["id"],
        source=values["source"],
        title=strip_boilerplate(values["title"], opening),
        body=strip_boilerplate(values["body"] or "", opening),
        at=datetime.fromisoformat(values["published"] or values["first_seen"]),
        tags=tuple(values.get("tags") or ()),
    )


def labels(folder: Path, pattern: str) -> list[dict[str, Any]]:
    """The lines of every JSON-lines file of that pattern."""
    return [
        json.loads(line)
        for path in sorted(folder.glob(pattern))
        for line in path.read_text("utf-8").splitlines()
        if line.strip()
    ]


def cuts(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Item id and hand-made cut of each title."""
    for path in sorted(folder.glob("segmentation_*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            if line.strip():
                key, _, words = line.partition("\t")
                yield key, words.split("  ")


@dataclass(frozen=True, slots=True)
class Score:
    """Right answers out of those given and those wanted."""

    right: int
    given: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        """Share of what was given that is right."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Share of what was wanted that was found."""
        return self.found / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0
