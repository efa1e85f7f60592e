"""SEARCH_DIR: which index in it is the live one, and who may write.

Every index is a folder of its own; `meta.json` names the live one and is replaced in one step,
so a reader sees the old index or the new one and nothing between.
"""

import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

import tantivy
from django.conf import settings

from aggregator.search.engines.embedded.schema import SCHEMA_VERSION, schema
from aggregator.search.errors import IndexUnavailable, WriterBusy

META = "meta.json"
BUILDING = "building.json"


@dataclass(frozen=True, slots=True)
class Meta:
    """An index: its folder's name, and the version of its fields."""

    folder: str
    schema: int


def search_dir() -> Path:
    """Where the index lives; made when missing. Raises `IndexUnavailable`."""
    path = Path(settings.SEARCH_DIR)
    with guarded(f"The folder {path}"):
        path.mkdir(parents=True, exist_ok=True)
    return path


def read_meta(name: str = META) -> Meta:
    """The live index, or the one that is being built (`BUILDING`).

    Raises `IndexUnavailable` when there is none that this code can read.
    """
    path = search_dir() / name
    try:
        values = json.loads(path.read_bytes())
        meta = Meta(str(values["folder"]), int(values["schema"]))
    except FileNotFoundError as error:
        raise IndexUnavailable("No index was built yet; `search rebuild` builds it") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexUnavailable(
            f"{path} cannot be read ({error}); `search rebuild` makes it anew"
        ) from error
    if meta.schema != SCHEMA_VERSION or Path(meta.folder).name != meta.folder:
        raise IndexUnavailable(
            f"The index has the fields of version {meta.schema}, this program those of "
            f"{SCHEMA_VERSION}; `search rebuild` makes it anew"
        )
    return meta


def write_meta(meta: Meta, name: str = META) -> None:
    """Write which index is the live one, or the one that is being built, in one step."""
    folder = search_dir()
    fresh = folder / f"{name}.new"
    with fresh.open("w", encoding="utf-8") as file:
        json.dump(asdict(meta), file)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(folder / name)


def go_live(meta: Meta) -> None:
    """Make an index the live one, and remove every other."""
    folder = search_dir()
    with guarded(f"The folder {folder}"):
        write_meta(meta)
        (folder / BUILDING).unlink(missing_ok=True)
    for other in folder.iterdir():
        if other.is_dir() and other.name != meta.folder:
            shutil.rmtree(other, ignore_errors=True)


def open_index(folder: str) -> Any:
    """The tantivy index in a folder. Raises `IndexUnavailable` when it is missing or damaged."""
    path = search_dir() / folder
    with guarded(f"The index in {path}"):
        index = tantivy.Index.open(str(path))
        index.config_reader(reload_policy="manual")
        index.reload()
        return index


def begin() -> tuple[Meta, Any]:
    """An empty index in a fresh folder, noted as the one that is being built."""
    meta = Meta(f"index-{secrets.token_hex(6)}", SCHEMA_VERSION)
    path = search_dir() / meta.folder
    with guarded(f"A new index in {path}"):
        path.mkdir()
        opened = tantivy.Index(schema(), path=str(path))
        write_meta(meta, BUILDING)
    return meta, opened


@contextmanager
def guarded(what: str) -> Iterator[None]:
    """Turn the engine's own errors into `IndexUnavailable`, with what to do about it.

    A damaged file can make the engine panic; the class of that error can't be imported and is
    no `Exception`, so it is told by its name.
    """
    try:
        yield
    except (ValueError, OSError) as error:
        raise IndexUnavailable(
            f"{what} cannot be used ({error}); free disk space if that is short, "
            "then `search rebuild` makes it anew"
        ) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise IndexUnavailable(
            f"{what} is damaged ({error}); `search rebuild` makes it anew"
        ) from error


@contextmanager
def only_one(name: str) -> Iterator[None]:
    """Hold the lock of that name. Raises `WriterBusy` at once when another process has it.

    The kernel drops the lock with the process, however that dies.
    """
    path = search_dir() / f"{name}.lock"
    with guarded(f"The lock {path}"):
        file = path.open("a")
    with file:
        with guarded(f"The lock {path}"):
            _lock(file)
        yield


def _lock(file: IO[str]) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise WriterBusy(
            f"Another process holds {file.name}; wait until it has finished writing the index"
        ) from error
