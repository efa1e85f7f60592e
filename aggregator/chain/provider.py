"""What every source of chain figures does."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

Figure = float | int | str | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a provider said of a network at `observed_at` (aware UTC).

    height: the newest block. figures: by the keys of `metrics.METRICS`, None for what this
    provider does not tell.
    """

    network: str
    provider: str
    height: int
    figures: Mapping[str, Figure]
    observed_at: datetime


class Provider(Protocol):
    """One source for one network; `name` is what readers see."""

    @property
    def network(self) -> str:
        """One of `Snapshot.Network`."""
        ...

    @property
    def name(self) -> str:
        """The source, as the page names it."""
        ...

    def read(self, now: datetime) -> Reading:
        """Ask once. Raises `aggregator.market.provider.ProviderError`."""
        ...
