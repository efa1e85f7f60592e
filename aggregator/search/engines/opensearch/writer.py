"""Changing an index. Everything waits here for `commit`, as far as memory allows."""

import json
from collections.abc import Iterable
from typing import Any

from aggregator.search.document import Document
from aggregator.search.engines.opensearch.client import SLOW, Cluster
from aggregator.search.engines.opensearch.failures import guarded, reason_of, refused
from aggregator.search.engines.opensearch.mapping import as_source
from aggregator.search.errors import IndexUnavailable

# Bytes. A request well under what the smallest clusters take; and how much may wait. What goes
# out before its `commit` is not shown by then either: the index shows nothing new by itself.
_REQUEST = 5_000_000
_WAITING = 20_000_000


class BulkWriter:
    """See `engines.engine.Writer`."""

    def __init__(self, cluster: Cluster, index: str) -> None:
        self._cluster = cluster
        self._index = index
        self._waiting: list[bytes] = []
        self._bytes = 0

    def put(self, documents: Iterable[Document]) -> None:
        """Index documents, in the place of those with the same ids."""
        for one in documents:
            self._add({"index": {"_id": str(one.id)}}, as_source(one))

    def drop(self, ids: Iterable[int]) -> None:
        """Take articles out."""
        for article_id in ids:
            self._add({"delete": {"_id": str(article_id)}})

    def commit(self) -> None:
        """Make the changes durable and visible."""
        self._send()
        with guarded(self._cluster.name):
            self._cluster.client.indices.refresh(index=self._index, params=dict(SLOW))

    def _add(self, *lines: dict[str, Any]) -> None:
        change = b"".join(json.dumps(one, ensure_ascii=False).encode() + b"\n" for one in lines)
        self._waiting.append(change)
        self._bytes += len(change)
        if self._bytes > _WAITING:
            self._send()

    def _send(self) -> None:
        waiting, self._waiting, self._bytes = self._waiting, [], 0
        request = bytearray()
        for change in waiting:
            if request and len(request) + len(change) > _REQUEST:
                self._bulk(bytes(request))
                request.clear()
            request += change
        if request:
            self._bulk(bytes(request))

    def _bulk(self, body: bytes) -> None:
        with guarded(self._cluster.name):
            told = self._cluster.client.bulk(body=body, index=self._index, params=dict(SLOW))
        if told["errors"]:
            self._complain(told["items"])

    def _complain(self, items: Iterable[dict[str, Any]]) -> None:
        """Raise for the first change that was not made. To drop what is not in is no failure."""
        results = [result for item in items for result in item.values()]
        first, *others = (result for result in results if "error" in result)
        reason = f"article {first['_id']}, {reason_of(first['error'])}"
        more = f", and {len(others)} more" if others else ""
        raise IndexUnavailable(f"OpenSearch at {self._cluster.name} {refused(reason + more)}")
