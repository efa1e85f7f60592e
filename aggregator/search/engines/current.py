"""Which engine this installation searches with."""

import os
from functools import lru_cache

from django.conf import settings

from aggregator.search.engines.embedded.engine import EmbeddedEngine
from aggregator.search.engines.engine import Engine


def current() -> Engine:
    """The engine that the settings name: OpenSearch at SEARCH_URL, or the embedded one."""
    return _remote(settings.SEARCH_URL, os.getpid()) if settings.SEARCH_URL else EmbeddedEngine()


@lru_cache(maxsize=1)
def _remote(url: str, _pid: int) -> Engine:
    """One client a process: a connection that was open at a fork must not be shared."""
    from aggregator.search.engines.opensearch.engine import OpenSearchEngine

    return OpenSearchEngine(url)
