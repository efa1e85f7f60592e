"""What the measurements are fed with."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from aggregator.feeds.entry import Entry
from bench.items import Item, batches, read_items

NOON = datetime(2026, 3, 1, 4, tzinfo=UTC)


def item(outlet: str, number: int) -> Item:
    entry = Entry(guid=str(number), url=f"https://o.example/{number}", title=f"第{number}条")
    return Item(outlet, entry, NOON + timedelta(minutes=number))


def test_without_the_data_folder_the_demo_is_taken_and_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("NEWSROOM_REAL_DATA", str(tmp_path))
    name, items = read_items()
    assert "demo items" in name
    assert name.startswith(f"{len(items)} ")
    assert len({one.entry.url for one in items}) == len(items) > 200
    moments = [one.moment for one in items]
    assert moments == sorted(moments)


def test_a_batch_is_one_outlet_s_and_newest_first() -> None:
    found = list(batches([item("甲", 1), item("乙", 2), item("甲", 3), item("甲", 4)], size=2))
    assert [(outlet, [e.guid for e in entries]) for outlet, entries, _ in found] == [
        ("甲", ["3", "1"]),
        ("甲", ["4"]),
        ("乙", ["2"]),
    ]
    assert found[0][2] == NOON + timedelta(minutes=3)
