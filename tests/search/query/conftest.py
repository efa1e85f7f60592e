"""A world of a few names for queries to name."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

import pytest

from aggregator.search.names import name_key
from aggregator.search.query.known import Named
from aggregator.search.query.parse import parse
from aggregator.search.query.query import Query

TODAY = date(2026, 3, 15)

SOURCES = {
    "chaincatcher": "链捕手 ChainCatcher",
    "foresight-news": "Foresight News",
    "foresight-ventures": "Foresight Ventures",
    "do-not": "Do Not",
}
TAGS = {
    "bitcoin": ("coin", "比特币", ("BTC", "大饼")),
    "ethereum": ("coin", "以太坊", ("ETH",)),
    "stablecoin": ("topic", "稳定币", ()),
    "sec": ("regulator", "SEC", ("美国证监会",)),
}


@dataclass
class FakeKnown:
    """The names above, without a database."""

    asked: list[str] = field(default_factory=list)

    def source(self, name: str) -> Named | None:
        self.asked.append(name)
        key = name_key(name)
        for slug, full in SOURCES.items():
            if key in {slug, name_key(full), *(name_key(part) for part in full.split()[:1])} - {
                "foresight"
            }:
                return Named(slug, full)
        return None

    def tag(self, name: str, kinds: Collection[str] = ()) -> Named | None:
        self.asked.append(name)
        for slug, (kind, full, others) in TAGS.items():
            if name_key(name) in map(name_key, (slug, full, *others)):
                return Named(slug, full) if not kinds or kind in kinds else None
        return None


@pytest.fixture
def known() -> FakeKnown:
    return FakeKnown()


def read(text: str) -> Query:
    """The query as it is read on the day of these tests."""
    return parse(text, TODAY, FakeKnown())


def told(text: str) -> list[tuple[str, str]]:
    """Kind and value of each clause; `!` before the kind: negated, `|`: either."""
    return [
        ("|" * one.either + "!" * one.negated + one.kind, one.value) for one in read(text).clauses
    ]
