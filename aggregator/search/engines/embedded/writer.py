"""Changing an index folder. One process at a time."""

from collections.abc import Iterable
from typing import Any

from aggregator.search.document import Document
from aggregator.search.engines.embedded.folder import guarded
from aggregator.search.engines.embedded.schema import as_tantivy

_HEAP_BYTES = 64_000_000


class TantivyWriter:
    """See `engines.engine.Writer`."""

    def __init__(self, opened: Any) -> None:
        self._opened = opened
        with guarded("The index"):
            self._writer = opened.writer(_HEAP_BYTES, 1)

    def put(self, documents: Iterable[Document]) -> None:
        """Index documents, in the place of those with the same ids."""
        for one in documents:
            found = as_tantivy(one)
            with guarded("The index"):
                self._writer.delete_documents_by_term("id", one.id)
                self._writer.add_document(found)

    def drop(self, ids: Iterable[int]) -> None:
        """Take articles out."""
        with guarded("The index"):
            for article_id in ids:
                self._writer.delete_documents_by_term("id", article_id)

    def commit(self) -> None:
        """Make the changes durable and visible."""
        with guarded("The index"):
            self._writer.commit()
            self._opened.reload()

    def close(self) -> None:
        """Let running merges finish: cut short, they would leave ever more small segments."""
        with guarded("The index"):
            self._writer.wait_merging_threads()
