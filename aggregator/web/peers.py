"""Whose a connection is, and whom its address is counted with."""

from collections.abc import Sequence
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

Network = IPv4Network | IPv6Network
HOUSEHOLD = (32, 64)  # what one household or machine is given: bits of IPv4 and of IPv6


def visitor_of(peer: str | None, forwarded: str, proxies: Sequence[Network]) -> str | None:
    """The address of who asks: the last on the way here that is none of these proxies.

    peer: the address of the connection. forwarded: the list to which each proxy adds whom it was
    asked by; what stands before the last stranger anybody could have written.
    """
    way = [peer, *(one.strip() for one in reversed(forwarded.split(",")) if one.strip())]
    for address in way:
        found = _address(address)
        if found is None or not any(found in network for network in proxies):
            return address
    return way[-1]


def network_of(address: str | None, bits: tuple[int, int] = HOUSEHOLD) -> str:
    """The network of an address, "192.0.2.7/32" or "2001:db8:1:2::/64"; "" for what is none.

    address: that of the connection, or what a trusted proxy said of it, never a header that anybody
    can write; a local socket has none. IPv4 inside IPv6 counts as IPv4.
    """
    found = _address(address)
    return str(ip_network((found, bits[found.version == 6]), strict=False)) if found else ""


def _address(text: str | None) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address((text or "").partition("%")[0])
    except ValueError:
        return None
    return (found.ipv4_mapped or found) if isinstance(found, IPv6Address) else found
