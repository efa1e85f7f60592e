"""How many connections are let in, all in all and from one network."""

from collections import Counter
from dataclasses import dataclass, field


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
