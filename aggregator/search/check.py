"""Does the index say what the database says?"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from aggregator.search.compare import Window, mend, windows
from aggregator.search.engines.current import current
from aggregator.search.engines.engine import Writer
from aggregator.search.pending import live_writer

_NAMED = 1000


@dataclass(frozen=True, slots=True)
class Difference:
    """How many articles, and the ids of the first 1,000."""

    count: int = 0
    ids: tuple[int, ...] = ()

    def add(self, ids: tuple[int, ...]) -> "Difference":
        """This and more."""
        return Difference(self.count + len(ids), (*self.ids, *ids[: _NAMED - len(self.ids)]))


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What differed: not in the index, only in the index, in it as it once was; and was it mended.

    Pending articles are not counted: the next sweep brings them in.
    """

    missing: Difference = Difference()
    extra: Difference = Difference()
    stale: Difference = Difference()
    repaired: bool = False

    @property
    def ok(self) -> bool:
        """Whether nothing differs any more."""
        return self.repaired or not (self.missing.count or self.extra.count or self.stale.count)

    def add(self, window: Window) -> "CheckReport":
        """This and what differs in another window."""
        return CheckReport(
            self.missing.add(window.missing),
            self.extra.add(window.extra),
            self.stale.add(window.stale),
            self.repaired,
        )


def check(repair: bool = False) -> CheckReport:
    """Compare ids and `updated_at` of all articles; mend the index when asked to.

    Raises `IndexUnavailable`; `WriterBusy` only when it shall repair.
    """
    report = CheckReport(repaired=repair)
    index = current().live()
    with _mending(repair) as writer:
        for window in windows(index):
            report = report.add(window)
            if writer and window.differs:
                mend(writer, window)
                writer.commit()
    return report


@contextmanager
def _mending(repair: bool) -> Iterator[Writer | None]:
    if not repair:
        yield None
        return
    with live_writer() as writer:
        yield writer
