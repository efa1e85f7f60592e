"""On real items both engines find the same, and every literal wording that is there."""

import gzip
import json
import os
from pathlib import Path

import pytest
from django.conf import settings

from aggregator.language import fold
from aggregator.search.document import Document, newest_key, words
from aggregator.search.engines.current import current
from aggregator.search.grams import BREAK, grams, phrase
from aggregator.search.plan import AllOf, AnyOf, Flat, Phrase, Term, Weighed

ROOT = Path(os.environ.get("NEWSROOM_REAL_DATA") or settings.BASE_DIR.parent / "shared" / "data")
ITEMS = ROOT / "news" / "items.jsonl.gz"
COUNT = 500
WORDS = (
    "爆仓",
    "牌照",
    "鲸鱼",
    "黑客",
    "空投",
    "质押",
    "清算",
    "增持",
    "比特币",
    "监管",
    "btc",
    "etf",
)
WORDINGS = ("美联储降息", "香港证监会", "现货ETF", "亿美元", "过去24小时")

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not ITEMS.exists(), reason=f"the real items are not at {ITEMS}"),
]


@pytest.fixture(scope="module")
def texts():
    with gzip.open(ITEMS, "rt", encoding="utf-8") as file:
        items = [json.loads(line) for line, _ in zip(file, range(COUNT), strict=False)]
    return {n: (item["title"], item["body"] or "") for n, item in enumerate(items, 1)}


@pytest.fixture(scope="module")
def documents(texts):
    return [
        Document(
            id=number,
            newest=newest_key(1_772_337_600 + number // 3, number),
            stamp=number,
            title=tuple(words(title)),
            text=tuple(words(text)),
            grams=(*grams(title), BREAK, *grams(text)),
        )
        for number, (title, text) in texts.items()
    ]


def word(term):
    return AnyOf((Weighed(Term("title", term), 5.0), Term("text", term)))


PLANS = [
    *map(word, WORDS),
    *(Phrase(phrase(wording)) for wording in WORDINGS),
    AllOf((word("比特币"), word("美元"))),
    AllOf((word("btc"),), none=(word("比特币"),)),
    AnyOf(tuple(map(word, WORDS)), 3),
    AllOf((), better=(Flat(word("爆仓"), 1.0),)),
]


def test_both_engines_find_the_same_and_all_that_is_there(texts, documents, settings, osmem_clone):
    found = []
    for url in ("", osmem_clone.url):
        settings.SEARCH_URL = url
        engine = current()
        index = engine.begin()
        with index.writing() as writer:
            writer.put(documents)
            writer.commit()
        engine.swap(index)
        assert list(index.stamps(0, None)) == [(n, n) for n in sorted(texts)]
        found.append([engine.find(plan, limit=COUNT, by="newest") for plan in PLANS])
    assert found[0] == found[1]
    assert sum(rows.total for rows in found[0]) > COUNT
    literal = 0
    for term in WORDINGS:
        got = {row.id for row in engine.find(Phrase(phrase(term)), limit=COUNT).rows}
        there = {n for n, both in texts.items() if any(fold(term) in fold(one) for one in both)}
        assert got >= there, term
        literal += len(there)
    assert literal > 50
