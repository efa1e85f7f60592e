"""What the newsroom is fed with: 13,482 real items where the data folder is, else the demo's."""

import gzip
import json
import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any

from aggregator.feeds.entry import Entry
from bench.environment import ROOT

OUTLETS = {"ChainCatcher": "chaincatcher", "BlockBeats": "blockbeats", "Foresight": "foresightnews"}


@dataclass(frozen=True, slots=True)
class Item:
    """An entry, the slug of its outlet, and when it was first seen (aware UTC)."""

    outlet: str
    entry: Entry
    seen: datetime

    @property
    def moment(self) -> datetime:
        """What lists are ordered by."""
        return self.entry.published or self.seen


def read_items() -> tuple[str, list[Item]]:
    """The name of the set, and its items, the oldest first."""
    folder = Path(os.environ.get("NEWSROOM_REAL_DATA") or ROOT.parent / "shared" / "data")
    path = folder / "news" / "items.jsonl.gz"
    if path.exists():
        items = real_items(path)
        name = "real items"
    else:
        items, name = _demo(), "demo items (no real data folder: see NEWSROOM_REAL_DATA)"
    items.sort(key=lambda item: item.moment)
    return f"{len(items):,} {name}", items


def real_items(path: Path) -> list[Item]:
    """The items of a file of JSON lines, which may be gzipped, in its order."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        return [_real(json.loads(line)) for line in lines]


def batches(items: Sequence[Item], size: int = 200) -> Iterator[tuple[str, list[Entry], datetime]]:
    """Feeds of one outlet each, `size` entries, the newest first, and when they were seen."""
    by_outlet: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        by_outlet[item.outlet].append(item)
    for outlet, own in by_outlet.items():
        for start in range(0, len(own), size):
            part = own[start : start + size]
            yield outlet, [item.entry for item in reversed(part)], max(item.seen for item in part)


def _real(row: dict[str, Any]) -> Item:
    paragraphs = [line for line in (row["body"] or "").splitlines() if line.strip()]
    entry = Entry(
        guid=row["id"],
        url=row["url"],
        title=row["title"],
        html="".join(f"<p>{escape(line)}</p>" for line in paragraphs),
        published=datetime.fromisoformat(row["published"]) if row["published"] else None,
    )
    outlet = OUTLETS.get(row["source"]) or row["source"].lower().replace(".", "-").replace(" ", "-")
    return Item(outlet, entry, datetime.fromisoformat(row["first_seen"]))


def _demo() -> list[Item]:
    from newsroom.demo.timeline import all_items_at, last_change

    started = datetime(2026, 1, 1, tzinfo=UTC)
    return [
        Item(
            outlet.slug,
            Entry(
                guid=item.path,
                url=f"https://demo.example{item.path}",
                title=item.title,
                html=item.html,
                published=item.published,
            ),
            item.published,
        )
        for outlet, item in all_items_at(started, last_change(started))
    ]
