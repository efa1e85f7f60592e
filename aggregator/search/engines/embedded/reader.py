"""The index that this process has open. Any number of them read beside the one writer."""

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aggregator.search.engines.embedded.folder import (
    META,
    guarded,
    open_index,
    read_meta,
    search_dir,
)
from aggregator.search.errors import IndexUnavailable


@dataclass(slots=True)
class _Open:
    """The index this process has open, and the state of the files it was read from."""

    folder: str
    index: Any
    marks: tuple[object, object]


_lock = threading.Lock()
_open: _Open | None = None


def searcher() -> Any:
    """A view of the live index as it is now; stays the same while it is held.

    Two file times say whether anything changed; nothing runs in the background, so a server may
    fork after it has searched.
    """
    with _lock, guarded("The index"):
        try:
            return _current().searcher()
        except IndexUnavailable:
            # A rebuild may have put a new index in place between two looks.
            return _current().searcher()


def _current() -> Any:
    global _open
    folder = search_dir()
    meta = _mark(folder / META)
    live = _open
    if live is None or live.marks[0] != meta:
        name = read_meta().folder
        segments = _mark(folder / name / META)
        live = _open = _Open(name, open_index(name), (meta, segments))
        return live.index
    segments = _mark(folder / live.folder / META)
    if segments is None:
        raise IndexUnavailable(
            f"The index {live.folder} has vanished; `search rebuild` makes it anew"
        )
    if live.marks[1] != segments:
        live.index.reload()
        live.marks = (meta, segments)
    return live.index


def _mark(path: Path) -> tuple[int, int, int] | None:
    """What differs when a file was replaced; None when it is not there."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_ino, stat.st_mtime_ns, stat.st_size
