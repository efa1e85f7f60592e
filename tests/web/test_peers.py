"""Whom an address is counted with."""

from ipaddress import ip_network

import pytest

from aggregator.web.peers import network_of, visitor_of


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


@pytest.mark.parametrize(
    ("peer", "forwarded", "visitor"),
    [
        ("192.0.2.7", "", "192.0.2.7"),
        ("192.0.2.7", "198.51.100.1", "192.0.2.7"),
        ("10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("::ffff:10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "1.1.1.1, 198.51.100.1,, 10.9.9.9", "198.51.100.1"),
        ("10.0.0.1", "1.1.1.1, unknown", "unknown"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "10.0.0.2, 10.0.0.3", "10.0.0.2"),
        (None, "198.51.100.1", None),
    ],
)
def test_only_trusted_proxies_say_for_whom_they_ask(
    peer: str | None, forwarded: str, visitor: str | None
) -> None:
    assert visitor_of(peer, forwarded, [ip_network("10.0.0.0/8")]) == visitor
