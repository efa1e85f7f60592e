"""Texts that nobody means well with: no crash, and work that grows with the text alone."""

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from aggregator.language import (
    find_addresses,
    find_homoglyphs,
    find_mentions,
    find_topics,
    quantities,
    segment,
    tags_of,
)

READERS: list[Callable[[str], object]] = [
    find_mentions,
    find_addresses,
    find_homoglyphs,
    segment,
    lambda text: find_topics(text, text),
    lambda text: tags_of(text[:300], text),
]
TEXTS = {
    "empty": "",
    "one": "比",
    "emoji": "😀👩‍👩‍👧",
    "scripts": "Вinance μBTC ΑΒ カタ 한국 العربية ",
    "invisible": "大\u200b饼\u202eBTC\u2066 \ufeff",
    "taiwan": "乙太坊網路與區塊鏈軟體，聯準會升息；",
    "english": "Binance lists LINK as Peter Smith leaves Foo Capital. ",
    "art": "/\\_(o.o)_/\\ |==| <> {} [] ~~ ",
    "surrogate": "\ud83d比特币\udc00 ",
    "capitals": "A",
    "names": "Aa ",
    "joined": "A&",
    "titles": "创始人A",
    "brackets": "Xa（YB）",
    "hex": "0x12...",
    "dots": "阿·",
    "everyday": "灰度LINK",
    "marks": "e\u0301",
    "puny": "xn--",
}


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("reader", READERS)
def test_no_crash(reader: Callable[[str], object], name: str) -> None:
    reader(TEXTS[name])
    reader(TEXTS[name] * 50)


def _calls(reader: Callable[[str], object], text: str) -> int:
    """How many functions a reading calls: a measure of its work that no clock disturbs."""
    count = 0

    def tick(_frame: FrameType, _event: str, _arg: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(tick)
    try:
        reader(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("name", [name for name, text in TEXTS.items() if text])
@pytest.mark.parametrize("reader", READERS)
def test_twice_the_text_is_twice_the_work(reader: Callable[[str], object], name: str) -> None:
    times = 300 + 1000 // len(TEXTS[name])  # too long to be kept by the reader of short texts
    once, twice = TEXTS[name] * times, TEXTS[name] * (2 * times)
    reader(twice)  # caches are warm for both
    assert _calls(reader, twice) <= 2.2 * _calls(reader, once) + 50


def test_a_million_characters() -> None:
    text = "据 Arkham 监测，Zorblax（ZQXW）创始人 Zorb Quxley 向币安转入 500 枚 ETH。" * 20_000
    text = text[:1_000_000]
    assert "t-zqxw" in {tag.slug for tag in tags_of("", text)}
    assert find_addresses(text) == []
    assert find_homoglyphs(text) == []


def test_digits_that_no_fold_makes_plain_take_no_longer_than_others() -> None:
    assert quantities("\u0663" * 100_000) == []  # Arabic; quadratic work would not come to an end
