"""Neighbouring characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.search.grams import grams, phrase


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("比特币", ["比特", "特币", "币"]),
        ("比特幣 ETF", ["比特", "特币", "币", "etf"]),
        ("ERC-20", ["erc", "20"]),
        ("64,000 美元", ["64", "000", "美元", "元"]),
        ("", []),
        ("*?！", []),
    ],
)
def test_a_gram_stands_at_every_character(text, found):
    assert grams(text) == found


@pytest.mark.parametrize(
    ("wording", "found"),
    [
        ("破产", ("破产",)),
        ("现货 ETF", ("现货", "货", "etf")),
        ("ETF 现货", ("etf", "现货")),
        ("币", ()),
        ("BTC", ("btc",)),
        ("", ()),
    ],
)
def test_a_wording_is_grams_in_a_row(wording, found):
    assert phrase(wording) == found


@given(
    st.text(alphabet="破产比特币 ab12，", max_size=8),
    st.text(alphabet="破产比特币", max_size=4),
    st.text(alphabet="破产比特币", max_size=4),
)
def test_what_stands_in_a_text_is_found_in_its_grams(wording, before, after):
    row = phrase(wording)
    # Letters that touch are another word, so the wording stands apart.
    whole = grams(f"{before}，{wording}，{after}") if not row else grams(before + wording + after)
    assert not row or any(
        tuple(whole[start : start + len(row)]) == row for start in range(len(whole))
    )
