"""Answers that this process gave within the last second: a hot page costs no look at Redis."""

import threading
from collections import OrderedDict
from time import monotonic

from aggregator.site.pagecache.entry import Entry

SECONDS = 1.0
MOST = 128

_held: OrderedDict[str, tuple[float, Entry]] = OrderedDict()
_lock = threading.Lock()


def get(key: str) -> Entry | None:
    """The answer, if it was looked up at most `SECONDS` ago."""
    found = _held.get(key)
    return found[1] if found and monotonic() - found[0] <= SECONDS else None


def put(key: str, entry: Entry) -> None:
    """Hold an answer that is good now; the one longest held makes room."""
    with _lock:
        _held[key] = (monotonic(), entry)
        _held.move_to_end(key)
        while len(_held) > MOST:
            _held.popitem(last=False)


def clear() -> None:
    """Hold nothing: something changed in this process."""
    with _lock:
        _held.clear()
