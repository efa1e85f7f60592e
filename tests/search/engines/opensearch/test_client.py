"""What SEARCH_URL means."""

from base64 import b64encode

import pytest

from aggregator.search.engines.opensearch.client import Cluster


def basic(told):
    return f"Basic {b64encode(told.encode()).decode()}"


def test_user_and_password_go_into_the_header_alone(answering):
    place, asked = answering(200, {"version": {"number": "2.19.0"}})
    cluster = Cluster(f"http://editor:p%40ss%2Fword@{place}/search")
    assert cluster.scale == 1.0
    assert asked[0]["Authorization"] == basic("editor:p@ss/word")
    assert cluster.name == f"http://{place}/search"


def test_without_a_user_nothing_is_told(answering):
    place, asked = answering(200, {"version": {"number": "2.19.0"}})
    assert Cluster(f"http://{place}").scale == 1.0
    assert asked[0]["Authorization"] is None


@pytest.mark.parametrize(
    ("version", "scale"), [("1.3.20", 1.0), ("2.19.1", 1.0), ("3.0.0", 2.2), ("10.1.0", 2.2)]
)
def test_scores_are_those_of_the_textbook_in_any_version(answering, version, scale):
    place, asked = answering(200, {"version": {"number": version}})
    cluster = Cluster(f"http://{place}")
    assert [cluster.scale, cluster.scale] == [scale, scale]
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("url", "port", "tls"),
    [
        ("http://search", 9200, False),
        ("https://search", 443, True),
        ("https://u:p@search:9243", 9243, True),
        ("http://[::1]:9201", 9201, False),
    ],
)
def test_port_and_tls_are_as_the_address_says(url, port, tls):
    connection = Cluster(url).client.transport.get_connection()
    assert (connection.port, connection.use_ssl) == (port, tls)
