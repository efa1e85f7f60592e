"""The engine in a cluster: the interface of `engines.engine` over OpenSearch."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from opensearchpy import NotFoundError

from aggregator.search.document import newest_key
from aggregator.search.engines.engine import By, Index, Lock, Row, Rows, Writer
from aggregator.search.engines.opensearch import indices, lease
from aggregator.search.engines.opensearch.client import Cluster
from aggregator.search.engines.opensearch.dsl import compiled
from aggregator.search.engines.opensearch.failures import guarded, reason_of, refused
from aggregator.search.engines.opensearch.mapping import ALIAS
from aggregator.search.engines.opensearch.writer import BulkWriter
from aggregator.search.errors import IndexUnavailable
from aggregator.search.plan import Between, Flat, Plan

_WINDOW = 1000
# Copies of an index may score a little differently; a site keeps to one, so that pages fit.
_ONE_COPY = {"preference": "newsroom", "allow_partial_search_results": "false"}
# All that is wanted of a hit is what it was sorted by.
_BARE = {"stored_fields": "_none_"}
_NEWEST = [{"at": "desc"}, {"id": "desc"}]


class OpenSearchIndex:
    """One index of the cluster."""

    def __init__(self, cluster: Cluster, name: str) -> None:
        self.name = name
        self._cluster = cluster

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """A writer; what it did not commit is forgotten with it."""
        yield BulkWriter(self._cluster, self.name)

    def stamps(self, low: int, high: int | None) -> Iterator[tuple[int, int]]:
        """(id, stamp) with low < id <= high."""
        while True:
            bounds = Between("id", low + 1, None if high is None else high + 1)
            body = {
                "query": compiled(Flat(bounds, 0.0), 1.0),
                "size": _WINDOW,
                "sort": [{"id": "asc"}],
                "docvalue_fields": ["stamp"],
                "track_total_hits": False,
                **_BARE,
            }
            hits = _search(self._cluster, self.name, body)["hits"]["hits"]
            for hit in hits:
                low = int(hit["sort"][0])
                yield low, int(hit["fields"]["stamp"][0])
            if len(hits) < _WINDOW:
                return

    def extent(self) -> tuple[int, int]:
        """The highest id and the number of documents."""
        body = {"size": 1, "sort": [{"id": "desc"}], "track_total_hits": True, **_BARE}
        hits = _search(self._cluster, self.name, body)["hits"]
        top = hits["hits"]
        return (int(top[0]["sort"][0]) if top else 0), int(hits["total"]["value"])


class OpenSearchEngine:
    """OpenSearch at SEARCH_URL. See `engines.engine.Engine` for what each method promises.

    `find` reaches `offset + limit` of 10,000, as OpenSearch does by default: deeper pages are
    asked for by `Between("newest", ...)`, which costs the same at any depth.
    """

    def __init__(self, url: str) -> None:
        self._cluster = Cluster(url)

    def find(
        self, plan: Plan, *, limit: int, offset: int = 0, by: By = "score", count: bool = True
    ) -> Rows:
        """Documents that meet the plan; equal scores newest first."""
        body = {
            "query": compiled(plan, self._cluster.scale),
            "from": offset,
            "size": limit,
            "sort": _NEWEST if by == "newest" else [{"_score": "desc"}, *_NEWEST],
            "track_total_hits": count,
            **_BARE,
        }
        hits = _search(self._cluster, ALIAS, body)["hits"]
        rows = tuple(_row(hit) for hit in hits["hits"])
        return Rows(rows, int(hits["total"]["value"]) if count else None)

    def facets(
        self, plan: Plan, fields: Sequence[str], size: int
    ) -> Mapping[str, Sequence[tuple[str, int]]]:
        """How many documents have which value of each field."""
        body = {
            "query": compiled(Flat(plan, 0.0), 1.0),
            "size": 0,
            "track_total_hits": False,
            "aggs": {name: {"terms": {"field": name, "size": size}} for name in fields},
        }
        found = _search(self._cluster, ALIAS, body)["aggregations"]
        return {
            name: [(str(one["key"]), int(one["doc_count"])) for one in found[name]["buckets"]]
            for name in fields
        }

    def explain(self, plan: Plan, article_id: int) -> Mapping[str, object] | None:
        """OpenSearch's own account of a score."""
        query = {"query": compiled(plan, self._cluster.scale)}
        params = {"preference": _ONE_COPY["preference"], "ignore": 404}
        with guarded(self._cluster.name):
            told: dict[str, Any] = self._cluster.client.explain(
                index=ALIAS, id=str(article_id), body=query, params=params
            )
        if "error" in told:
            raise IndexUnavailable(
                f"OpenSearch at {self._cluster.name} {refused(reason_of(told))}; "
                "without an index, `search rebuild` builds it"
            )
        return dict(told["explanation"]) if told["matched"] else None

    def live(self) -> Index:
        """The index that is searched."""
        return OpenSearchIndex(self._cluster, indices.live(self._cluster))

    def is_current(self) -> bool:
        """Whether the cluster answers and has an index with the fields of today."""
        try:
            self.live()
        except IndexUnavailable:
            return False
        return True

    def sole(self, lock: Lock) -> AbstractContextManager[None]:
        """A document in the cluster that says who holds the lock."""
        return lease.held(self._cluster, lock)

    def begin(self) -> Index:
        """The index that is being built."""
        return OpenSearchIndex(self._cluster, indices.begin(self._cluster))

    def swap(self, index: Index) -> None:
        """Lead the alias to another index."""
        assert isinstance(index, OpenSearchIndex)  # noqa: S101 - ours, from `begin`
        indices.go_live(self._cluster, index.name)


def _row(hit: Mapping[str, Any]) -> Row:
    *score, at, number = hit["sort"]
    return Row(int(number), newest_key(int(at), int(number)), float(*score))


def _search(cluster: Cluster, index: str, body: dict[str, Any]) -> Any:
    with guarded(cluster.name):
        try:
            return cluster.client.search(index=index, body=body, params=dict(_ONE_COPY))
        except NotFoundError:
            # A rebuild may have removed the old index while this was on its way to it.
            return cluster.client.search(index=index, body=body, params=dict(_ONE_COPY))
