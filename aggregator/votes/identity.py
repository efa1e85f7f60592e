"""Who votes, without knowing who it is: keyed hashes of a random cookie and of a network.

The keys come from the site's secret, so that neither a list of addresses nor another site's
cookies lead back to anybody.
"""

from secrets import token_urlsafe

from django.utils.crypto import salted_hmac

from aggregator.web import peers

_LENGTH = 32
_NEIGHBOURS = (24, 48)  # bits of IPv4 and of IPv6
_BITS = 18  # bytes of randomness in a reader's mark


def new_mark() -> str:
    """A random mark for a reader's cookie."""
    return token_urlsafe(_BITS)


def voter_of(mark: str) -> str:
    """The voter that a cookie's mark stands for: 32 hexadecimal digits."""
    return _hash("voter", mark)


def network_of(address: str) -> str:
    """The network of an IP address, /24 of IPv4 and /48 of IPv6: 32 hexadecimal digits.

    What has no address (a local socket) is a network of its own.
    """
    return _hash("network", peers.network_of(address, _NEIGHBOURS) or "unknown")


def _hash(name: str, value: str) -> str:
    made = salted_hmac(f"aggregator.votes.{name}", value, algorithm="sha256")
    return made.hexdigest()[:_LENGTH]
