"""The fields of an OpenSearch index, for the documents of `aggregator.search.document`."""

from typing import Any

from aggregator.search.document import Document, seconds_of_newest_key
from aggregator.search.engines.engine import COUNTED
from aggregator.search.plan import VALUES

# Raise it when the fields or what is put in them change: the index is then built anew.
SCHEMA_VERSION = 1

# The one that searches go to. Its name tells the fields, so a program never asks an index of
# another version, and never has to look which version it is before it asks.
ALIAS = f"newsroom-v{SCHEMA_VERSION}"
EVERY_INDEX = "newsroom-v*"

BUILDING = "building"
LIVE = "live"

# The longest term that Lucene takes has 32,766 bytes; a longer run of letters is cut in two.
_LONGEST = 8191


def index_body() -> dict[str, Any]:
    """What an empty index is created with.

    One shard, so that scores and counts are exact; a replica where there is a second machine;
    no refresh but at `commit`. The texts are not kept: the database has them.
    """
    cut = {"type": "whitespace", "max_token_length": _LONGEST}
    return {
        "settings": {
            "index": {
                "number_of_shards": 1,
                "auto_expand_replicas": "0-1",
                "refresh_interval": "-1",
                "similarity": {"default": {"type": "BM25", "k1": 1.2, "b": 0.75}},
            },
            "analysis": {
                "tokenizer": {"cut": cut},
                "analyzer": {"cut": {"type": "custom", "tokenizer": "cut"}},
            },
        },
        "mappings": {
            "dynamic": "strict",
            "_meta": meta(BUILDING),
            "_source": {"enabled": False},
            "properties": _fields(),
        },
    }


def meta(state: str) -> dict[str, Any]:
    """What an index says of itself: by this one is told ours, and which is unfinished."""
    return {"schema": SCHEMA_VERSION, "state": state}


def as_source(one: Document) -> dict[str, Any]:
    """A document in the engine's own form.

    The two halves of `newest` stand apart, time and article: as one number it would not fit into
    the signed numbers of OpenSearch from 2038 on.
    """
    at = seconds_of_newest_key(one.newest)
    found: dict[str, Any] = {"id": one.id, "at": at, "stamp": one.stamp}
    found |= {name: " ".join(getattr(one, name)) for name in ("title", "text", "grams")}
    for name in VALUES:
        value = getattr(one, name)
        found[name] = value if isinstance(value, str) else list(value)
    return found


def _fields() -> dict[str, Any]:
    words = {"type": "text", "analyzer": "cut"}
    return {
        "id": {"type": "long"},
        "at": {"type": "long"},
        "stamp": {"type": "long", "index": False},
        "title": words | {"index_options": "freqs"},
        "text": words | {"index_options": "freqs"},
        "grams": words | {"index_options": "positions"},
        **{name: {"type": "keyword", "doc_values": name in COUNTED} for name in VALUES},
    }
