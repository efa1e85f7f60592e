"""A feed reaches no address that the operator named for something else."""

import pytest

from newsroom.options import read_options
from newsroom.policies import ai_policy, feed_policy, node_policy, place, webhook_policy

OWN = {
    "BITCOIN_URL": "http://10.0.0.5:8332",
    "ETHEREUM_URL": "http://[fd00::1]:8545/key",
    "PRICE_URL": "https://prices.example",
    "AI_URL": "http://127.0.0.1:11434/v1",
}


def test_only_figures_reach_the_nodes_and_only_summaries_the_endpoint() -> None:
    options = read_options(OWN)
    assert feed_policy(options, "n").trusted == frozenset()
    assert node_policy(options, "n").trusted == {
        "10.0.0.5:8332",
        "[fd00::1]:8545",
        "prices.example:443",
    }
    assert ai_policy(options, "n").trusted == {"127.0.0.1:11434"}


def test_without_an_endpoint_nothing_is_trusted_for_summaries() -> None:
    assert ai_policy(read_options({}), "n").trusted == frozenset()


def test_the_demo_may_fetch_from_its_own_server() -> None:
    options = read_options({"CATALOGUE": "demo", "DEMO_PORT": "8913"})
    assert feed_policy(options, "n").trusted == {"127.0.0.1:8913"}


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://node.internal/rpc", "node.internal:80"),
        ("https://node.internal/rpc", "node.internal:443"),
        ("http://[::1]:8332/", "[::1]:8332"),
    ],
)
def test_a_place_is_written_with_its_port(url: str, said: str) -> None:
    assert place(url) == said


def test_webhooks_reach_public_addresses_alone() -> None:
    policy = webhook_policy("n")
    assert policy.trusted == frozenset()
    assert policy.timeout_seconds <= 5
