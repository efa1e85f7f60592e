"""Whatever a cluster does, one sentence says what happened and what helps."""

import pytest

from aggregator.search.engines.opensearch.engine import OpenSearchEngine
from aggregator.search.errors import IndexUnavailable
from aggregator.search.plan import Everything

FLOOD = (
    "index [newsroom-v1-0] blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage "
    "watermark, index has read-only-allow-delete block];"
)


def error(kind, reason):
    return {"error": {"type": kind, "reason": reason, "root_cause": [{"reason": reason}]}}


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (401, "Unauthorized", "user and password in SEARCH_URL"),
        (403, error("security_exception", "no permissions"), "user and password in SEARCH_URL"),
        (404, error("index_not_found_exception", "no such index"), "`search rebuild` makes it"),
        (429, error("cluster_block_exception", FLOOD), "free disk space"),
        (500, error("boom", "it broke"), r"refused a request \(boom: it broke\); see the log"),
        (400, {"error": "plain words"}, "plain words"),
        (502, "<html>Bad Gateway", "Bad Gateway"),
        (200, "<html>A router's own page", "correct SEARCH_URL"),
    ],
)
def test_an_answer_that_is_none_is_told_with_its_cure(answering, status, body, words):
    place, _ = answering(status, body)
    engine = OpenSearchEngine(f"http://editor:hunter2@{place}")
    for ask in (
        lambda: engine.find(Everything(), limit=1),
        engine.live,
        engine.begin,
        lambda: engine.facets(Everything(), ("coin",), 1),
    ):
        with pytest.raises(IndexUnavailable, match=words) as caught:
            ask()
        assert place in str(caught.value)
        assert "hunter2" not in str(caught.value)
    assert not engine.is_current()


@pytest.mark.parametrize("lock", ["writer", "rebuild"])
def test_a_lock_needs_the_cluster(answering, lock):
    place, _ = answering(403, error("security_exception", "no permissions"))
    with pytest.raises(IndexUnavailable, match="their rights"):
        OpenSearchEngine(f"http://{place}").sole(lock).__enter__()


def test_a_cluster_that_is_away():
    engine = OpenSearchEngine("http://editor:hunter2@127.0.0.1:9")
    with pytest.raises(IndexUnavailable, match="cannot be reached .*refused.*; start it") as caught:
        engine.find(Everything(), limit=1)
    assert "hunter2" not in str(caught.value)
    assert "object at" not in str(caught.value)


def test_a_cluster_that_never_answers(answering, monkeypatch):
    monkeypatch.setattr("aggregator.search.engines.opensearch.client.SEARCHING", 0.05)
    place, asked = answering(None)
    with pytest.raises(IndexUnavailable, match="did not answer in time"):
        OpenSearchEngine(f"http://{place}").live()
    assert len(asked) == 1


def test_a_certificate_that_is_none(answering):
    place, _ = answering(200, {})
    with pytest.raises(IndexUnavailable, match="SSL_CERT_FILE, or write http://"):
        OpenSearchEngine(f"https://{place}").live()
