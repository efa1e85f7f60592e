"""What every source of chain figures does."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

Figure = float | int | str | None


@dataclass(frozen=True, slots=True)
class BlockLine:
    """A block. mined_at: aware UTC, by its header. fees: satoshis. None for what is not told."""

    height: int
    mined_at: datetime
    transactions: int | None
    weight: int | None
    fees: int | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a provider said of a network at `observed_at` (aware UTC).

    height: the newest block; None only in a reading of the past that is not of one block.
    figures: by the keys of `metrics.METRICS`, None for what this provider does not tell.
    blocks: the last ones, where the provider lists them.
    """

    network: str
    provider: str
    height: int | None
    figures: Mapping[str, Figure]
    observed_at: datetime
    blocks: tuple[BlockLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Past:
    """A piece of a network's past. mark: where to go on the next time; None when that was all."""

    readings: tuple[Reading, ...] = ()
    blocks: tuple[BlockLine, ...] = ()
    mark: str | None = None


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

    def past(self, mark: str, now: datetime) -> Past:
        """A piece of the past, from where `mark` of the piece before says; "" for the first.

        Few requests. Raises `aggregator.market.provider.ProviderError`.
        """
        ...
