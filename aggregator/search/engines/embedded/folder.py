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
from typing import Any

import tantivy
from django.conf import settings

from aggregator.search.engines.embedded.schema import SCHEMA_VERSION, schema
from aggregator.search.engines.embedded.soundness import verify
from aggregator.search.errors import IndexUnavailable, NotWritable, WriterBusy

META = "meta.json"
BUILDING = "building.json"
_PROBE_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Meta:
    """An index: its folder's name, and the version of its fields."""

    folder: str
    schema: int


def search_dir() -> Path:
    """Where the index lives; made when missing. Raises `NotWritable` when that can't be done."""
    path = Path(settings.SEARCH_DIR)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotWritable(
            f"The folder of the index, {path}, cannot be made ({error.strerror}); "
            "give this program the right to, or free disk space"
        ) from error
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
    with writing_to(search_dir()):
        write_meta(meta)
        (search_dir() / BUILDING).unlink(missing_ok=True)
        _remove_all_but({meta.folder})


def _remove_all_but(names: set[str]) -> None:
    for other in search_dir().iterdir():
        if other.is_dir() and other.name not in names:
            shutil.rmtree(other, ignore_errors=True)


def open_index(folder: str) -> Any:
    """The tantivy index in a folder. Raises `IndexUnavailable` when it is missing or damaged."""
    path = search_dir() / folder
    with guarded(f"The index in {path}"):
        index = tantivy.Index.open(str(path))
        index.config_reader(reload_policy="manual")
        index.reload()
        return index


def building() -> tuple[Meta, Any] | None:
    """The index that an earlier rebuild left unfinished, if there is a sound one."""
    try:
        meta = read_meta(BUILDING)
        verify(search_dir() / meta.folder)
        return meta, open_index(meta.folder)
    except NotWritable:
        raise
    except IndexUnavailable:
        return None


def begin() -> tuple[Meta, Any]:
    """An empty index in a fresh folder, noted as the one that is being built.

    What earlier beginnings left behind is removed first, so that nothing piles up.
    """
    meta = Meta(f"index-{secrets.token_hex(6)}", SCHEMA_VERSION)
    path = search_dir() / meta.folder
    with writing_to(search_dir()):
        _remove_all_but(_live_name())
        path.mkdir()
        try:
            opened = tantivy.Index(schema(), path=str(path))
            write_meta(meta, BUILDING)
        except BaseException:
            shutil.rmtree(path, ignore_errors=True)
            raise
    return meta, opened


def _live_name() -> set[str]:
    try:
        return {read_meta().folder}
    except IndexUnavailable:
        return set()


@contextmanager
def writing_to(path: Path) -> Iterator[None]:
    """Like `guarded`, for what writes. Raises `NotWritable` when the cause is the disk.

    The engine's own words don't always say so; whether a file can still be written does.
    """
    try:
        with guarded(f"The index in {path}"):
            yield
    except NotWritable:
        raise
    except IndexUnavailable as error:
        _probe(path, error)
        raise


def _probe(path: Path, cause: IndexUnavailable) -> None:
    folder = path if path.is_dir() else path.parent
    file = folder / f"probe-{secrets.token_hex(4)}"
    try:
        with file.open("wb") as probe:
            probe.write(bytes(_PROBE_BYTES))
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as error:
        raise NotWritable(
            f"The index in {path} cannot be written ({error.strerror}); free disk space, or give "
            "this program the right to write there. Nothing is lost: articles stay pending, and "
            "indexing goes on by itself"
        ) from cause
    finally:
        file.unlink(missing_ok=True)


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
            f"{what} cannot be used ({error}); `search rebuild` makes it anew"
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
    try:
        file = path.open("a")
    except OSError as error:
        raise NotWritable(
            f"{path} cannot be opened ({error.strerror}); give this program the right to write "
            "there, or free disk space"
        ) from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise WriterBusy(
                f"Another process holds {file.name}; wait until it has finished writing the index"
            ) from error
        yield
