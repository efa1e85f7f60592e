"""The way to the cluster that SEARCH_URL names."""

import logging
from functools import cached_property
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from opensearchpy import OpenSearch

from aggregator.search.engines.opensearch.failures import guarded

# Seconds. A search that takes longer is given up, and the cluster stops it with the connection.
SEARCHING = 5
WRITING = 60
SLOW: dict[str, Any] = {"request_timeout": WRITING}

# The library tells every failed try with its whole stack; ours is the one sentence of the error.
logging.getLogger("opensearch").setLevel(logging.ERROR)

_PORTS = {"http": 9200, "https": 443}
_K1 = 1.2


class Cluster:
    """A client, and the address it goes to, without user and password: fit for a message."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        port = parts.port or _PORTS[parts.scheme]
        place = parts.netloc.rpartition("@")[2]
        self.name = f"{parts.scheme}://{place}{parts.path}"
        with guarded(self.name):
            self.client = OpenSearch(
                hosts=[
                    {
                        "host": parts.hostname or "",
                        "port": port,
                        "use_ssl": parts.scheme == "https",
                        "url_prefix": parts.path,
                    }
                ],
                http_auth=_auth(parts),
                timeout=SEARCHING,
                max_retries=1,
                pool_maxsize=10,
            )

    @cached_property
    def scale(self) -> float:
        """What scores of words are multiplied with, to be those of the textbook in any version.

        Until version 3 the BM25 of OpenSearch had the factor k1 + 1 that Lucene left out.
        """
        with guarded(self.name):
            version = self.client.info().get("version", {}).get("number", "")
        return 1.0 if str(version).split(".")[0] in ("1", "2") else _K1 + 1


def _auth(parts: SplitResult) -> tuple[str, str] | None:
    if parts.username is None:
        return None
    return unquote(parts.username), unquote(parts.password or "")
