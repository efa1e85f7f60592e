"""A lock over all machines: a document in the cluster, which runs out when its holder dies.

It lies beside what it guards, so whoever can write the index sees it; a lock in Redis would not
hold between two machines that each run their own. The clocks of the machines must agree within
half a minute. Should a lock ever be lost while it is held (a machine that slept), two writers do
no lasting harm: both write what the database says, and `search check` sees what is stale.
"""

import logging
import os
import platform
import secrets
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from aggregator.search.engines.opensearch.client import SLOW, Cluster
from aggregator.search.engines.opensearch.failures import guarded
from aggregator.search.errors import IndexUnavailable, WriterBusy

logger = logging.getLogger(__name__)

LOCKS = "newsroom-locks"
# Seconds: a dead holder's lock runs out after so many, a living one renews it every so many.
LASTS = 60.0
RENEWED = 15.0

# A renewal that hangs must leave time for another one.
_SOON: dict[str, Any] = {"request_timeout": 15}

_FIELDS = {"owner": {"type": "keyword"}, "until": {"type": "double"}}
_BODY = {
    "settings": {"index": {"number_of_shards": 1, "auto_expand_replicas": "0-1"}},
    "mappings": {"dynamic": "strict", "properties": _FIELDS},
}


@dataclass(slots=True)
class Lease:
    """A lock that is held. `seen` is the state of its document when this process wrote it."""

    cluster: Cluster
    lock: str
    owner: str
    seen: Mapping[str, int]

    def renew(self, now: float) -> None:
        """Hold it for longer (epoch seconds). Raises `WriterBusy` when it was lost."""
        told = _write(self.cluster, self.lock, self.owner, now, self.seen)
        if told is None:
            raise WriterBusy(f"The lock {self.lock} ran out and another process has taken it")
        self.seen = told

    def release(self) -> None:
        """Let go. That it was lost before is only logged: the work is done."""
        with guarded(self.cluster.name):
            told = self.cluster.client.delete(
                index=LOCKS, id=self.lock, params={**_SOON, **self.seen, "ignore": (404, 409)}
            )
        if told.get("result") != "deleted":
            logger.error("The lock %s was lost before it was released", self.lock)


@contextmanager
def held(cluster: Cluster, lock: str) -> Iterator[None]:
    """Hold a lock and renew it meanwhile. Raises `WriterBusy` at once when it is taken."""
    lease = take(cluster, lock, time.time())
    over = threading.Event()
    keeper = threading.Thread(target=_keep, args=(lease, over), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join()
        try:
            lease.release()
        except IndexUnavailable as error:
            logger.warning("The lock %s is left to run out: %s", lock, error)


def take(cluster: Cluster, lock: str, now: float) -> Lease:
    """Take a lock that is free, or whose holder has died. Raises `WriterBusy`."""
    owner = f"{platform.node()}:{os.getpid()}:{secrets.token_hex(4)}"
    with guarded(cluster.name):
        cluster.client.indices.create(index=LOCKS, body=_BODY, params={**SLOW, "ignore": 400})
    if (made := _write(cluster, lock, owner, now)) is not None:
        return Lease(cluster, lock, owner, made)
    with guarded(cluster.name):
        found = cluster.client.get(index=LOCKS, id=lock, params={**_SOON, "ignore": 404})
    there = found.get("_source", {"owner": "", "until": now + LASTS})
    if there["owner"] == owner:  # the answer to our own request was lost on its way
        return Lease(cluster, lock, owner, _seen(found))
    if there["until"] <= now:
        taken = _write(cluster, lock, owner, now, _seen(found))
        if taken is not None:
            logger.warning("The lock %s of %s had run out", lock, there["owner"])
            return Lease(cluster, lock, owner, taken)
    raise WriterBusy(
        f"Another process ({there['owner'] or 'just gone'}) holds the lock {lock}; "
        "wait until it has finished writing the index"
    )


def _write(
    cluster: Cluster, lock: str, owner: str, now: float, seen: Mapping[str, int] | None = None
) -> Mapping[str, int] | None:
    """Write the document: anew, or over the state that was seen. None: another was quicker."""
    condition: dict[str, Any] = {"op_type": "create"} if seen is None else dict(seen)
    with guarded(cluster.name):
        told = cluster.client.index(
            index=LOCKS,
            id=lock,
            body={"owner": owner, "until": now + LASTS},
            params={**_SOON, **condition, "ignore": 409},
        )
    return None if "error" in told else _seen(told)


def _seen(told: Mapping[str, Any]) -> Mapping[str, int]:
    return {"if_seq_no": told["_seq_no"], "if_primary_term": told["_primary_term"]}


def _keep(lease: Lease, over: threading.Event) -> None:
    while not over.wait(RENEWED):
        try:
            lease.renew(time.time())
        except IndexUnavailable as error:
            logger.warning("The lock %s could not be renewed yet: %s", lease.lock, error)
        except WriterBusy:
            logger.exception("The lock %s was lost", lease.lock)
            return
