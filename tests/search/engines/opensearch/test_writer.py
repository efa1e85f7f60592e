"""Changes go out in requests of a bounded size, and one that is refused is named."""

import pytest

from aggregator.search.engines.opensearch import writer as module
from aggregator.search.engines.opensearch.mapping import index_body
from aggregator.search.engines.opensearch.writer import BulkWriter
from aggregator.search.errors import IndexUnavailable
from tests.search.engines.conftest import doc


@pytest.fixture
def requests(cluster, monkeypatch):
    """The size of every bulk request."""
    client = type(cluster.client)
    bulk, sizes = client.bulk, []

    def counted(self, *, body, **options):
        sizes.append(len(body))
        return bulk(self, body=body, **options)

    monkeypatch.setattr(client, "bulk", counted)
    return sizes


def test_requests_are_small_and_what_waits_is_bounded(engine, requests, monkeypatch):
    monkeypatch.setattr(module, "_REQUEST", 2000)
    monkeypatch.setattr(module, "_WAITING", 6000)
    index = engine.begin()
    with index.writing() as writer:
        writer.put(doc(n, "破产") for n in range(1, 60))
        assert requests
        writer.commit()
    assert max(requests) <= 2000
    assert index.extent() == (59, 59)


def test_a_document_larger_than_a_request_goes_alone(engine, requests, monkeypatch):
    monkeypatch.setattr(module, "_REQUEST", 10)
    index = engine.begin()
    with index.writing() as writer:
        writer.put([doc(1), doc(2)])
        writer.drop([3])
        writer.commit()
    assert len(requests) == 3
    assert index.extent() == (2, 2)


def test_a_refused_document_is_named_with_the_reason(cluster):
    body = index_body()
    del body["mappings"]["properties"]["coin"]
    cluster.client.indices.create(index="narrow", body=body)
    writer = BulkWriter(cluster, "narrow")
    writer.drop([6])
    writer.put([doc(7), doc(8)])
    with pytest.raises(
        IndexUnavailable, match=r"refused a request \(article 7, strict_dynamic.*\[coin\].*1 more"
    ):
        writer.commit()


def test_a_single_refused_document_has_no_more_behind_it(cluster):
    body = index_body()
    del body["mappings"]["properties"]["coin"]
    cluster.client.indices.create(index="narrow", body=body)
    writer = BulkWriter(cluster, "narrow")
    writer.put([doc(7)])
    with pytest.raises(IndexUnavailable) as caught:
        writer.commit()
    assert "more" not in str(caught.value)
