"""Addresses as terms."""

import pytest

from aggregator.search.addresses import address_terms, terms

WHOLE = "0x4E6B3f8bc4f1cd7b2ad1bf6c9e0a1b2c3d4e13F8"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("0x4E6b…13F8", ("0x4e6b…", "…13f8")),
        ("0x4e6b...13f8", ("0x4e6b…", "…13f8")),
        ("0x4e6b ... 13f8", ("0x4e6b…", "…13f8")),
        ("0x4e6b****13f8", ("0x4e6b…", "…13f8")),
        ("0x4e6b3f8b", ("0x4e6b…",)),
        ("0x4e6b…8", ("0x4e6b…",)),
        ("0x4e", ()),
        ("1A1zP1…DivfNa", ("1A1zP1…", "…vfNa")),
        ("BC1Q6c…9xyz", ("bc1q6c…", "…9xyz")),
    ],
)
def test_an_address_cut_short_is_its_ends(text, found):
    assert terms(text, abbreviated=True) == found


def test_a_whole_address_is_itself_and_its_ends():
    assert terms(WHOLE, abbreviated=False) == (WHOLE.lower(), "0x4e6b…", "…13f8")
    assert terms("Vitalik.eth", abbreviated=False) == ("vitalik.eth",)
    assert terms("TXYZopYRdj2D9XRtbG411XZZ3kM5VkAeBf", abbreviated=False)[1:] == (
        "TXYZop…",
        "…AeBf",
    )


def test_every_way_of_writing_an_address_meets_the_whole():
    whole = set(terms(WHOLE, abbreviated=False))
    for short in ("0x4e6b…13f8", "0x4E6B...13F8", "0x4e6b3f…4e13f8", "0x4e6b"):
        assert set(terms(short, abbreviated=True)) <= whole


def test_the_terms_of_an_article_are_each_once():
    rows = [
        {"text": WHOLE, "abbreviated": False},
        {"text": "0x4e6b…13f8", "abbreviated": True},
    ]
    assert address_terms(rows) == (WHOLE.lower(), "0x4e6b…", "…13f8")
    assert address_terms([]) == ()
