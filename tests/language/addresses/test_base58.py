"""Base58Check."""

import pytest

from aggregator.language.addresses.base58 import payload


def test_a_right_checksum_gives_version_and_hash() -> None:
    body = payload("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa")
    assert body == bytes.fromhex("0062e907b15cbf27d5425399ebf6f0fb50ebb88f18")
    assert payload("1111111111111111111114oLvT2") == bytes(21)


@pytest.mark.parametrize(
    "text",
    ["", "1", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", "0OIl" * 8, "1" * 65, "z" * 64],
)
def test_anything_else_is_broken(text: str) -> None:
    assert payload(text) is None
