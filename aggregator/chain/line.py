"""One figure of the sidebar, and the sheet of figures that it is taken from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from aggregator.chain.metrics import METRICS
from aggregator.market.wording import UNKNOWN, age

STALE = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Line:
    """A figure as text.

    value: "—" when it is not `known`; `note` then says why. stale: read more than 15 minutes
    ago; `note` then says how long. progress: 0 to 1 of a countdown, None for other figures.
    """

    key: str
    label: str
    value: str
    unit: str
    note: str
    known: bool
    stale: bool
    progress: float | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The newest figures of a network, as seen at `now`.

    observed_at is None when the network was never read. missing: why a figure that is not in
    `figures` is unknown, in Chinese.
    """

    network: str
    figures: Mapping[str, object]
    observed_at: datetime | None
    missing: str
    now: datetime

    @property
    def stale(self) -> bool:
        """Whether the figures are older than 15 minutes."""
        return self.observed_at is not None and self.now - self.observed_at > STALE

    def number(self, key: str) -> float | None:
        """A figure; None for unknown."""
        value = self.figures.get(key)
        return value if isinstance(value, int | float) and not isinstance(value, bool) else None

    def text(self, key: str) -> str:
        """A figure that is a word; empty for unknown."""
        value = self.figures.get(key)
        return value if isinstance(value, str) else ""

    def known(
        self, key: str, value: str, unit: str = "", *, note: str = "", progress: float | None = None
    ) -> Line:
        """The line of a figure that we have."""
        if self.stale and self.observed_at is not None:
            note = "；".join(filter(None, (note, f"{age(self.observed_at, self.now)}的数据")))
        label = METRICS[self.network][key].label
        return Line(key, label, value, unit, note, known=True, stale=self.stale, progress=progress)

    def unknown(self, key: str, unit: str = "", *, note: str = "") -> Line:
        """The line of a figure that we don't have; `note` in place of the sheet's reason."""
        label = METRICS[self.network][key].label
        return Line(
            key,
            label,
            UNKNOWN,
            unit,
            note or self.missing,
            known=False,
            stale=self.stale,
            progress=None,
        )
