"""Marks in real items: the same places in either script."""

import gzip
import json
import os
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from aggregator.language import to_traditional
from aggregator.search.marking import marking
from aggregator.search.query.parse import parse

ROOT = Path(os.environ.get("NEWSROOM_REAL_DATA") or settings.BASE_DIR.parent / "shared" / "data")
ITEMS = ROOT / "news" / "items.jsonl.gz"
QUERIES = ("大饼", "ETH", "何一", "美联储 降息", "「现货ETF」", "稳定币", "市场", "Binance 上线")

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not ITEMS.exists(), reason=f"the real items are not at {ITEMS}"),
]


def test_real_items_are_marked_at_the_same_places_in_either_script() -> None:
    with gzip.open(ITEMS, "rt", encoding="utf-8") as file:
        items = [json.loads(line) for line, _ in zip(file, range(300), strict=False)]
    texts = [f"{item['title']}。{item['body'][:300]}" for item in items]
    pairs = [(text, to_traditional(text)) for text in texts]
    even = [pair for pair in pairs if len(pair[0]) == len(pair[1])]
    found = 0
    for query in QUERIES:
        one = marking(parse(query, date(2026, 3, 1)))
        twin = marking(parse(to_traditional(query), date(2026, 3, 1)))
        for text, traditional in even:
            spans = one.spans(text)
            assert one.spans(traditional) == spans
            assert twin.spans(text) == spans
            found += len(spans)
    assert found > len(even)
