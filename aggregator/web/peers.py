"""Whom the address of a connection is counted with."""

from ipaddress import IPv6Address, ip_address, ip_network

HOUSEHOLD = (32, 64)  # what one household or machine is given: bits of IPv4 and of IPv6


def network_of(address: str | None, bits: tuple[int, int] = HOUSEHOLD) -> str:
    """The network of an address, "192.0.2.7/32" or "2001:db8:1:2::/64"; "" for what is none.

    address: that of the connection, or what a trusted proxy said of it, never a header that anybody
    can write; a local socket has none. IPv4 inside IPv6 counts as IPv4.
    """
    try:
        found = ip_address((address or "").partition("%")[0])
    except ValueError:
        return ""
    if isinstance(found, IPv6Address):
        found = found.ipv4_mapped or found
    return str(ip_network((found, bits[found.version == 6]), strict=False))
