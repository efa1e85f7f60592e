"""Simplified and Traditional for display."""

from aggregator.language import to_simplified, to_traditional


def test_simplified() -> None:
    assert to_simplified("區塊鏈軟體") == "区块链软体"


def test_taiwan_wording_goes_too() -> None:
    assert to_simplified("區塊鏈軟體", taiwan=True) == "区块链软件"


def test_traditional_with_taiwan_wording() -> None:
    assert to_traditional("区块链软件与网络") == "區塊鏈軟體與網路"


def test_half_a_surrogate_does_no_harm() -> None:
    assert to_traditional("币\ud800") == "幣?"
