"""Which indices the cluster has of ours: the live one, an unfinished one, old ones.

Only an index whose name and `_meta` are ours is ever touched. One newsroom a cluster.
"""

import secrets
from dataclasses import dataclass
from typing import Any

from aggregator.search.engines.opensearch.client import SLOW, Cluster
from aggregator.search.engines.opensearch.failures import guarded
from aggregator.search.engines.opensearch.mapping import (
    ALIAS,
    BUILDING,
    EVERY_INDEX,
    LIVE,
    SCHEMA_VERSION,
    index_body,
    meta,
)
from aggregator.search.errors import IndexUnavailable


@dataclass(frozen=True, slots=True)
class Known:
    """An index of ours: name, version of its fields, building or live, the aliases it has."""

    name: str
    schema: int
    state: str
    aliases: frozenset[str]


def known(cluster: Cluster) -> list[Known]:
    """All indices of ours, of whatever version."""
    with guarded(cluster.name):
        found = cluster.client.indices.get(index=EVERY_INDEX)
    ours = ((name, one, one["mappings"].get("_meta", {})) for name, one in sorted(found.items()))
    return [
        Known(name, noted["schema"], str(noted.get("state")), frozenset(one["aliases"]))
        for name, one, noted in ours
        if isinstance(noted.get("schema"), int)
    ]


def live(cluster: Cluster) -> str:
    """The name of the index that is searched. Raises `IndexUnavailable` when there is none."""
    found = [one for one in known(cluster) if ALIAS in one.aliases]
    if not found:
        raise IndexUnavailable(
            f"OpenSearch at {cluster.name} has no index with the fields of version "
            f"{SCHEMA_VERSION}; `search rebuild` builds it"
        )
    if len(found) > 1 or found[0].schema != SCHEMA_VERSION:
        names = ", ".join(one.name for one in found)
        raise IndexUnavailable(
            f"The alias {ALIAS} at {cluster.name} does not lead to one index of version "
            f"{SCHEMA_VERSION} (it has {names}); `search rebuild` puts that right"
        )
    return found[0].name


def begin(cluster: Cluster) -> str:
    """The name of an index that was left unfinished, or of a new one."""
    for one in known(cluster):
        if one.state == BUILDING and one.schema == SCHEMA_VERSION:
            return one.name
    name = f"{ALIAS}-{secrets.token_hex(6)}"
    with guarded(cluster.name):
        cluster.client.indices.create(index=name, body=index_body(), params=dict(SLOW))
    return name


def go_live(cluster: Cluster, name: str) -> None:
    """Make an index the live one, and remove every other.

    It is noted as finished first, so that one that is left over, should this be killed half way,
    is never taken for an unfinished one.
    """
    others = [one for one in known(cluster) if one.name != name]
    moves: list[dict[str, Any]] = [
        {"remove": {"index": one.name, "alias": ALIAS}} for one in others if ALIAS in one.aliases
    ]
    moves.append({"add": {"index": name, "alias": ALIAS}})
    indices = cluster.client.indices
    with guarded(cluster.name):
        indices.put_mapping(index=name, body={"_meta": meta(LIVE)}, params=dict(SLOW))
        indices.update_aliases(body={"actions": moves}, params=dict(SLOW))
        for one in others:
            indices.delete(index=one.name, params={**SLOW, "ignore": 404})
