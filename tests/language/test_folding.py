"""Folding: what compares equal, and the way back to the printed text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.language import fold
from aggregator.language.folding import folding

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=60)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("ＢＴＣ　上漲", "btc 上涨"),
        ("以太坊創辦人", "以太坊创办人"),
        ("比特\u200b币\ufeff", "比特币"),
        ("\u202eBTC\u202c", "btc"),
        ("ﬁat", "fiat"),
        ("Café", "Cafe\u0301"),
        ("STRASSE", "straße"),
        ("１，４０６．０５", "1,406.05"),
    ],
)
def test_variants_meet(left: str, right: str) -> None:
    assert fold(left) == fold(right)


def test_homoglyphs_stay_apart() -> None:
    assert fold("ВТС") != fold("BTC")  # Cyrillic letters


def test_words_that_keep_their_character() -> None:
    assert fold("哪吒与乾坤") == "哪吒与乾坤"


def test_half_a_surrogate_becomes_the_replacement_character() -> None:
    assert fold("币\ud800安") == "币\ufffd安"


@given(ANY_TEXT)
def test_a_fold_never_fails_and_is_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ANY_TEXT)
def test_every_folded_character_leads_back(text: str) -> None:
    folded = folding(text)
    for place in range(len(folded.text)):
        start, end = folded.span(place, place + 1)
        assert 0 <= start < end <= len(text)
        assert folded.text[place] in fold(text[start:end])


def test_a_pile_of_accents_is_folded_in_bounded_groups() -> None:
    assert len(fold("e" + "\u0301\u0316" * 50_000)) <= 100_001
