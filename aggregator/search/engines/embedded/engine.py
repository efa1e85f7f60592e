"""The embedded engine: the interface of `engines.engine` over a folder of this machine."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import tantivy

from aggregator.search.engines.embedded import folder, reader
from aggregator.search.engines.embedded.compile import compiled
from aggregator.search.engines.embedded.soundness import doubt, verify
from aggregator.search.engines.embedded.writer import TantivyWriter
from aggregator.search.engines.engine import By, Index, Lock, Row, Rows, Writer
from aggregator.search.errors import IndexUnavailable
from aggregator.search.plan import Between, Flat, OneOf, Plan

_WINDOW = 1000


class TantivyIndex:
    """One index folder."""

    def __init__(self, meta: folder.Meta, opened: Any) -> None:
        self.meta = meta
        self._opened = opened

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """A writer; running merges are let finish at its end."""
        path = folder.search_dir() / self.meta.folder
        writer = TantivyWriter(path, self._opened)
        try:
            yield writer
        except BaseException:
            doubt(path)
            writer.give_up()
            raise
        writer.close()

    def stamps(self, low: int, high: int | None) -> Iterator[tuple[int, int]]:
        """(id, stamp) with low < id <= high over a view of this moment."""
        with folder.guarded("The index"):
            self._opened.reload()
            searcher = self._opened.searcher()
            while True:
                rows = list(_stamps(searcher, low, high))
                yield from rows
                if len(rows) < _WINDOW:
                    return
                low = rows[-1][0]

    def extent(self) -> tuple[int, int]:
        """The highest id and the number of documents."""
        with folder.guarded("The index"):
            searcher = self._opened.searcher()
            top = searcher.search(tantivy.Query.all_query(), limit=1, order_by_field="id").hits
            return (int(top[0][0]) if top else 0), int(searcher.num_docs)


class EmbeddedEngine:
    """tantivy in SEARCH_DIR. See `engines.engine.Engine` for what each method promises."""

    def find(
        self, plan: Plan, *, limit: int, offset: int = 0, by: By = "score", count: bool = True
    ) -> Rows:
        """Documents that meet the plan."""
        with folder.guarded("The index"):
            searcher = reader.searcher()
            field = "newest" if by == "newest" else None
            found = searcher.search(
                compiled(plan), limit=limit, offset=offset, order_by_field=field, count=count
            )
            places = [place for _, place in found.hits]
            ids = searcher.fast_field_values("id", places)
            newest = searcher.fast_field_values("newest", places)
        scores = [0.0 if field else float(key) for key, _ in found.hits]
        rows = [Row(int(i), int(n), s) for i, n, s in zip(ids, newest, scores, strict=True)]
        # The engine leaves equal scores in the order of its files; here at least a page agrees.
        rows.sort(key=lambda row: (-row.score, -row.newest))
        return Rows(tuple(rows), int(found.count) if count else None)

    def facets(
        self, plan: Plan, fields: Sequence[str], size: int
    ) -> Mapping[str, Sequence[tuple[str, int]]]:
        """How many documents have which value of each field."""
        wanted = {name: {"terms": {"field": name, "size": size}} for name in fields}
        with folder.guarded("The index"):
            found = reader.searcher().aggregate(compiled(Flat(plan, 0.0)), wanted)
        counts = {
            name: [(str(one["key"]), int(one["doc_count"])) for one in found[name]["buckets"]]
            for name in fields
        }
        return {name: sorted(of, key=lambda one: (-one[1], one[0])) for name, of in counts.items()}

    def explain(self, plan: Plan, article_id: int) -> Mapping[str, object] | None:
        """Tantivy's own account of a score."""
        with folder.guarded("The index"):
            searcher = reader.searcher()
            found = searcher.search(compiled(OneOf("id", (article_id,))), limit=1).hits
            if not found:
                return None
            try:
                told = compiled(plan).explain(searcher, found[0][1]).to_json()
            except ValueError:  # tantivy's word for: this is no hit
                return None
        return dict(json.loads(told))

    def live(self) -> Index:
        """The index that is searched."""
        meta = folder.read_meta()
        return TantivyIndex(meta, folder.open_index(meta.folder))

    def is_current(self) -> bool:
        """Whether there is a readable, undamaged index with the fields of today."""
        try:
            verify(folder.search_dir() / folder.read_meta().folder)
            self.live()
        except IndexUnavailable:
            return False
        return True

    def sole(self, lock: Lock) -> AbstractContextManager[None]:
        """A file lock, which the kernel drops with the process."""
        return folder.only_one(lock)

    def begin(self) -> Index:
        """The index that is being built."""
        return TantivyIndex(*(folder.building() or folder.begin()))

    def swap(self, index: Index) -> None:
        """Name another folder as the live one."""
        assert isinstance(index, TantivyIndex)  # noqa: S101 - ours, from `begin`
        folder.go_live(index.meta)


def _stamps(searcher: Any, low: int, high: int | None) -> Iterator[tuple[int, int]]:
    plan = Between("id", low + 1, None if high is None else high + 1)
    found = searcher.search(
        compiled(plan), limit=_WINDOW, order_by_field="id", order=tantivy.Order.Asc, count=False
    )
    stamps = searcher.fast_field_values("stamp", [place for _, place in found.hits])
    for (article_id, _), stamp in zip(found.hits, stamps, strict=True):
        yield int(article_id), int(stamp)
