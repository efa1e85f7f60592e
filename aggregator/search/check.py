"""Does the index say what the database says?"""

from collections.abc import Callable
from dataclasses import dataclass

from aggregator.articles.models import Article
from aggregator.search.compare import Window, look, mend, windows
from aggregator.search.engines.current import current
from aggregator.search.jobs import both, telling
from aggregator.search.turns import live_writer

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

    @property
    def named(self) -> tuple[tuple[str, Difference], ...]:
        """The differences with what editors call them."""
        return ("缺少", self.missing), ("多出", self.extra), ("过期", self.stale)

    @property
    def said(self) -> str:
        """The outcome in words for an editor."""
        counts = [f"{word} {found.count} 篇" for word, found in self.named if found.count]
        if not counts:
            return "索引与数据库一致"
        return "、".join(counts) + ("，已修复" if self.repaired else "，待修复")

    def add(self, window: Window) -> "CheckReport":
        """This and what differs in another window."""
        return CheckReport(
            self.missing.add(window.missing),
            self.extra.add(window.extra),
            self.stale.add(window.stale),
            self.repaired,
        )


def check(
    repair: bool = False,
    progress: Callable[[int, int], None] | None = None,
    wait: float = 0.0,
) -> CheckReport:
    """Compare ids and `updated_at` of all articles; mend the index when asked to.

    Only windows in which something differs are mended, each in a turn of its own, so that new
    articles come in beside it. `progress` gets how many articles were compared, of how many;
    `wait`: how many seconds to wait for the writer.
    Raises `IndexUnavailable`; `WriterBusy` only when it has something to repair.
    """
    with telling("repair" if repair else "check") as job:
        tell = both(job.progress, progress)
        report = CheckReport(repaired=repair)
        index = current().live()
        done, total = 0, Article.objects.count()
        for window in windows(index):
            report = report.add(window)
            if repair and window.differs:
                _mend(window.low, wait)
            done += window.seen
            tell(done, max(done, total))
        job.end(report.said)
    return report


def _mend(low: int, wait: float) -> None:
    """Look once more now that no one else writes: only what still differs is changed."""
    with live_writer(wait) as writer:
        mend(writer, look(current().live(), low))
        writer.commit()
