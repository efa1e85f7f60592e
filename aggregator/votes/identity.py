"""Who votes, without knowing who it is: keyed hashes of a random cookie and of a network.

The keys come from the site's secret, so that neither a list of addresses nor another site's
cookies lead back to anybody.
"""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from secrets import token_urlsafe

from django.utils.crypto import salted_hmac

_LENGTH = 32
_BITS = 18  # bytes of randomness in a reader's mark


def new_mark() -> str:
    """A random mark for a reader's cookie."""
    return token_urlsafe(_BITS)


def voter_of(mark: str) -> str:
    """The voter that a cookie's mark stands for: 32 hexadecimal digits."""
    return _hash("voter", mark)


def network_of(address: str) -> str:
    """The network of an IP address, /24 of IPv4 and /48 of IPv6: 32 hexadecimal digits.

    IPv4 inside IPv6 counts as IPv4. What is no address (a local socket) is a network of its own.
    """
    return _hash("network", _network(address))


def _network(address: str) -> str:
    try:
        one: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(one, IPv6Address) and one.ipv4_mapped:
        one = one.ipv4_mapped
    return str(ip_network((one, 24 if one.version == 4 else 48), strict=False))


def _hash(name: str, value: str) -> str:
    made = salted_hmac(f"aggregator.votes.{name}", value, algorithm="sha256")
    return made.hexdigest()[:_LENGTH]
