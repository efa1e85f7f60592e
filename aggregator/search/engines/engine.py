"""What every engine can do. Everything above this folder is written against these shapes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

from aggregator.search.document import Document
from aggregator.search.plan import Plan

By = Literal["score", "newest"]
# "next" is held by whoever waits for "writer", so that its holder may know (see `turns`).
Lock = Literal["writer", "rebuild", "next"]

# The fields that `Engine.facets` can count; the others are only searched.
COUNTED = frozenset({"coin", "topic", "source", "kind", "month"})


class Row(NamedTuple):
    """A document that was found: article, `newest` key, score (0.0 in the order by date)."""

    id: int
    newest: int
    score: float


@dataclass(frozen=True, slots=True)
class Rows:
    """What was found, best or newest first, and how many there are in all (None: not counted)."""

    rows: tuple[Row, ...]
    total: int | None


class Writer(Protocol):
    """Changes to one index. Nothing is seen by readers, or survives a crash, before `commit`.

    Every method raises `IndexUnavailable` when the engine fails (a full disk, no connection).
    """

    def put(self, documents: Iterable[Document]) -> None:
        """Index documents, in the place of those with the same ids."""

    def drop(self, ids: Iterable[int]) -> None:
        """Take articles out; an id that is not in is fine."""

    def commit(self) -> None:
        """Make the changes durable and visible."""


class Index(Protocol):
    """One index: the live one, or one that is being built. Methods raise `IndexUnavailable`."""

    def writing(self) -> AbstractContextManager[Writer]:
        """A writer; what was not committed at its end is lost. Hold the lock `writer` for it."""

    def stamps(self, low: int, high: int | None) -> Iterator[tuple[int, int]]:
        """(id, stamp) of all documents with low < id <= high, by id, as of now."""

    def extent(self) -> tuple[int, int]:
        """The highest id in it (0 when empty), and how many documents it has."""


class Engine(Protocol):
    """An engine. Reading raises `IndexUnavailable` when there is no index that can be read.

    Equal scores are in the order of `newest`, descending, as far as an engine can say.
    """

    def find(
        self, plan: Plan, *, limit: int, offset: int = 0, by: By = "score", count: bool = True
    ) -> Rows:
        """Documents that meet the plan."""

    def facets(
        self, plan: Plan, fields: Sequence[str], size: int
    ) -> Mapping[str, Sequence[tuple[str, int]]]:
        """How many documents have which value of each field, the `size` most frequent first.

        Fields out of `COUNTED`; equal counts are in the order of their values.
        """

    def explain(self, plan: Plan, article_id: int) -> Mapping[str, object] | None:
        """How the engine came to the score of an article, in its own words; None: not a hit."""

    def live(self) -> Index:
        """The index that is searched."""

    def is_current(self) -> bool:
        """Whether a document made now would fit into the live index; False without one."""

    def sole(self, lock: Lock) -> AbstractContextManager[None]:
        """Hold a lock over all processes. Raises `WriterBusy` at once when it is taken."""

    def begin(self) -> Index:
        """The index that an earlier rebuild left unfinished, or an empty one."""

    def swap(self, index: Index) -> None:
        """Make the index of `begin` the live one, in one step, and remove every other."""
