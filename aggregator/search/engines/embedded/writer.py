"""Changing an index folder. One process at a time."""

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from aggregator.search.document import Document
from aggregator.search.engines.embedded.folder import writing_to
from aggregator.search.engines.embedded.schema import as_tantivy
from aggregator.search.errors import IndexUnavailable

logger = logging.getLogger(__name__)
_HEAP_BYTES = 64_000_000


class TantivyWriter:
    """See `engines.engine.Writer`."""

    def __init__(self, path: Path, opened: Any) -> None:
        self._path = path
        self._opened = opened
        with writing_to(path):
            self._writer = opened.writer(_HEAP_BYTES, 1)

    def put(self, documents: Iterable[Document]) -> None:
        """Index documents, in the place of those with the same ids."""
        for one in documents:
            found = as_tantivy(one)
            with writing_to(self._path):
                self._writer.delete_documents_by_term("id", one.id)
                self._writer.add_document(found)

    def drop(self, ids: Iterable[int]) -> None:
        """Take articles out."""
        with writing_to(self._path):
            for article_id in ids:
                self._writer.delete_documents_by_term("id", article_id)

    def commit(self) -> None:
        """Make the changes durable and visible."""
        with writing_to(self._path):
            self._writer.commit()
            self._opened.reload()

    def close(self) -> None:
        """Let running merges finish: cut short, they would leave ever more small segments."""
        with writing_to(self._path):
            self._writer.wait_merging_threads()

    def give_up(self) -> None:
        """Let go of the folder after an error, which is on its way up and says more than this."""
        try:
            self.close()
        except IndexUnavailable as error:
            logger.debug("The writer ended with its index: %s", error)
