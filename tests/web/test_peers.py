"""Whom an address is counted with."""

import pytest

from aggregator.web.peers import network_of


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7/32"),
        ("::ffff:192.0.2.7", "192.0.2.7/32"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        (None, ""),
        ("unix:", ""),
        ("nonsense", ""),
    ],
)
def test_a_household_counts_as_one(address: str | None, network: str) -> None:
    assert network_of(address) == network


def test_other_bounds() -> None:
    assert network_of("203.0.113.9", (24, 48)) == "203.0.113.0/24"
    assert network_of("2001:db8:1:2::3", (24, 48)) == "2001:db8:1::/48"
