"""Voters and networks."""

import pytest

from aggregator.votes.identity import network_of, new_mark, voter_of


def test_marks_are_random_and_hashes_are_not() -> None:
    assert new_mark() != new_mark()
    assert voter_of("a") == voter_of("a") != voter_of("b")
    assert len(voter_of("a")) == 32
    assert "a" * 9 not in voter_of("a" * 9)
    assert voter_of("203.0.113.0/24") != network_of("203.0.113.9"), "two keys"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("203.0.113.9", "203.0.113.200", True),
        ("203.0.113.9", "203.0.114.9", False),
        ("2001:db8:1:2::3", "2001:db8:1:ffff::1", True),
        ("2001:db8:1::3", "2001:db8:2::3", False),
        ("::ffff:203.0.113.9", "203.0.113.1", True),
        ("fe80::1%eth0", "fe80::2", True),
        ("", "unix:", True),
        ("", "203.0.113.9", False),
    ],
)
def test_networks(one: str, other: str, same: bool) -> None:
    assert (network_of(one) == network_of(other)) is same
