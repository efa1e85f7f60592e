"""How many connections are let in, all in all and from one network."""

import ipaddress
from collections import Counter
from dataclasses import dataclass, field

V6_BITS = 64  # what one household or machine is given


def network_of(address: str | None) -> str:
    """The network that a peer's address counts for: the address, or the /64 of an IPv6 one.

    The peer of the connection alone counts: what headers say about other addresses is anybody's
    to write.
    """
    try:
        found = ipaddress.ip_address((address or "").partition("%")[0])
    except ValueError:
        return ""
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    if mapped or found.version == 4:
        return str(mapped or found)
    return str(ipaddress.ip_network((found, V6_BITS), strict=False))


@dataclass(slots=True)
class Doors:
    """most: connections at a time; per_network: of them from one network, 0 for no limit."""

    most: int
    per_network: int
    inside: Counter[str] = field(default_factory=Counter)
    count: int = 0

    def enter(self, network: str) -> bool:
        """Whether one more may come in; if so it is counted until `leave`."""
        if self.count >= self.most:
            return False
        if self.per_network and self.inside[network] >= self.per_network:
            return False
        self.inside[network] += 1
        self.count += 1
        return True

    def leave(self, network: str) -> None:
        """One went."""
        self.count -= 1
        self.inside[network] -= 1
        if not self.inside[network]:
            del self.inside[network]
