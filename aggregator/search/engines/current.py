"""Which engine this installation searches with."""

from aggregator.search.engines.embedded.engine import EmbeddedEngine
from aggregator.search.engines.engine import Engine


def current() -> Engine:
    """The engine that the settings name."""
    return EmbeddedEngine()
