"""Are the files of an index still what was written? A flipped bit opens fine, and then misleads.

The engine writes a file once and never changes it. Its last bytes are a footer: JSON with the
CRC-32 of all before it, the length of that JSON, and a number that marks the format, both as
little-endian u32.
"""

import json
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from aggregator.search.errors import IndexUnavailable

_MARK = 1337
_TAIL = struct.Struct("<II")
_CHUNK = 1 << 20
_COMMIT = "meta.json"
_ENDINGS = ("fast", "fieldnorm", "idx", "pos", "store", "term")
_BROKEN = (OSError, ValueError, KeyError, TypeError, AttributeError, struct.error)

# The state of each file of a folder when this process last found it sound.
_Mark = tuple[int, int, int]
_sound: dict[Path, dict[str, _Mark]] = {}


def verify(folder: Path) -> None:
    """Raise `IndexUnavailable` when a file of the last commit is missing or is not what was written.

    The first look in a process reads every file through (about a second for a gigabyte); later
    ones only files that were changed in place, which nobody does on purpose: what came since was
    written by this process.
    """
    try:
        marks = _verified(folder, _sound.get(folder))
    except _BROKEN as error:
        _sound.pop(folder, None)
        raise IndexUnavailable(
            f"The index in {folder} is damaged ({error}); `search rebuild` makes it anew"
        ) from error
    _sound[folder] = marks
    for gone in [path for path in _sound if not path.exists()]:
        del _sound[gone]


def _verified(folder: Path, known: dict[str, _Mark] | None) -> dict[str, _Mark]:
    while True:
        commit = (folder / _COMMIT).read_bytes()
        marks: dict[str, _Mark] = {}
        try:
            for name in _files(commit):
                mark = marks[name] = _mark(folder / name)
                if known is None or known.get(name, mark) != mark:
                    _check(folder / name)
        except FileNotFoundError:
            # A merge may have put other files in their place since.
            if (folder / _COMMIT).read_bytes() == commit:
                raise
        else:
            return marks


def doubt(folder: Path) -> None:
    """Have `verify` read every file through again."""
    _sound.pop(folder, None)


def _files(commit: bytes) -> Iterator[str]:
    """The names of all files of a commit."""
    for one in json.loads(commit)["segments"]:
        segment = str(one["segment_id"]).replace("-", "")
        yield from (f"{segment}.{ending}" for ending in _ENDINGS)
        if one["deletes"]:
            yield f"{segment}.{one['deletes']['opstamp']}.del"


def _check(path: Path) -> None:
    with path.open("rb") as file:
        size = file.seek(-_TAIL.size, 2) + _TAIL.size
        length, mark = _TAIL.unpack(file.read(_TAIL.size))
        body = size - _TAIL.size - length
        if mark != _MARK or body < 0:
            raise ValueError(f"{path.name} is cut off")
        file.seek(body)
        stated = json.loads(file.read(length))["crc"]
        file.seek(0)
        crc = 0
        while body:
            chunk = file.read(min(body, _CHUNK))
            crc, body = zlib.crc32(chunk, crc), body - len(chunk)
    if crc != stated:
        raise ValueError(f"{path.name} is not what was written")


def _mark(path: Path) -> _Mark:
    stat = path.stat()
    return stat.st_ino, stat.st_mtime_ns, stat.st_size
