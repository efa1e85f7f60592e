"""Which searches other readers may see."""

from datetime import date

import pytest

from aggregator.search.suggest.known import in_known_words

TODAY = date(2026, 3, 25)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("比特币", "比特币"),
        ("大饼", "大饼"),
        ("比特幣", "比特币"),
        ("btc", "BTC"),
        ("$BTC", "BTC"),
        ("美联储 降息", "美联储降息"),
        ("vitalik  buterin", "Vitalik Buterin"),
        ("币安 btc", "币安 BTC"),
    ],
)
def test_known_words_in_the_spelling_of_the_lexicon(text: str, shown: str) -> None:
    assert in_known_words(text, TODAY) == shown


@pytest.mark.parametrize(
    "text",
    [
        "", "   ", "，。", "张伟", "张伟 诈骗", "13800138000", "比特币 13800138000",
        "reader@example.org", "0x52908400098527886E0F7030069857D2E4169EE7",
        "qwertyuiop", "比特币" * 7, '"比特币"', "<script>", "btc eth sol bnb xrp", "\ud800",
        "比特币 我家门口",
    ],
)  # fmt: skip
def test_whatever_else_a_reader_types_is_not_for_others(text: str) -> None:
    assert in_known_words(text, TODAY) == ""
