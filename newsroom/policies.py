"""What each kind of outgoing request may reach: one policy of `aggregator.web` a purpose.

They are apart so that a feed can never reach the operator's own machines: an address that the
operator named in the settings may be private, but only for what it was named for. For feeds
that is nothing but the demo's server.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from aggregator.web import Policy

_NODES = ("BITCOIN_URL", "ETHEREUM_URL", "PRICE_URL")
AI_SECONDS = 40  # a model writes its answer word by word
WEBHOOK_SECONDS = 5  # a worker waits for it; a receiver should note the message and say so


def feed_policy(options: Mapping[str, Any], user_agent: str) -> Policy:
    """For the feeds of outlets; `options` are the values of the options table."""
    demo = options["CATALOGUE"] == "demo"
    trusted = [f"127.0.0.1:{options['DEMO_PORT']}"] if demo else []
    return Policy(user_agent=user_agent, trusted=frozenset(trusted))


def node_policy(options: Mapping[str, Any], user_agent: str) -> Policy:
    """For figures and prices: the nodes and the price API."""
    return Policy(user_agent=user_agent, trusted=_places(options, _NODES))


def ai_policy(options: Mapping[str, Any], user_agent: str) -> Policy:
    """For the endpoint that words summaries anew."""
    trusted = _places(options, ("AI_URL",))
    return Policy(user_agent=user_agent, trusted=trusted, timeout_seconds=AI_SECONDS, per_host=4)


def webhook_policy(user_agent: str) -> Policy:
    """For the servers that editors have told of what a saved search finds: public ones alone."""
    return Policy(user_agent=user_agent, timeout_seconds=WEBHOOK_SECONDS, per_host=8)


def _places(options: Mapping[str, Any], names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(place(options[name]) for name in names if options[name])


def place(url: str) -> str:
    """The `host:port` of an address, as `Policy.trusted` writes it."""
    part = urlsplit(url)
    host = f"[{part.hostname}]" if ":" in (part.hostname or "") else part.hostname
    return f"{host}:{part.port or (443 if part.scheme == 'https' else 80)}"
