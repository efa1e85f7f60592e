"""`python -m newsroom`: set up what is missing, then run every service in this terminal."""

import fcntl
import os
import sys
import time
from typing import TextIO

import django
from django.conf import settings

from newsroom import valkey
from newsroom.ports import obstacle

WAIT_SECONDS = 15


def say(line: str) -> None:
    """Print one line of the start."""
    print(f"newsroom: {line}", flush=True)


def _check_ports() -> None:
    options = settings.OPTIONS
    wanted = {"PORT": (options["HOST"], options["PORT"])}
    if settings.LIVE_PORT:
        wanted["LIVE_PORT"] = (options["HOST"], settings.LIVE_PORT)
    if options["CATALOGUE"] == "demo":
        wanted["DEMO_PORT"] = ("127.0.0.1", options["DEMO_PORT"])
    for name, (host, port) in wanted.items():
        if found := obstacle(host, port):
            command = "make demo" if options["CATALOGUE"] == "demo" else "make run"
            other = port + 123 if 1024 <= port <= 65000 else 8123
            sys.exit(
                f"newsroom: port {port} on {host} {found}. Choose another: {command} {name}={other}"
            )


def _lock() -> TextIO:
    """Take VAR's lock, or end with a sentence. The services hold it too, until they have ended.

    So after a supervisor was killed the next one waits for the services that it left.
    """
    lock: TextIO = (settings.VAR / "run.lock").open("a+")
    deadline = time.monotonic() + WAIT_SECONDS
    while not _locked(lock):
        lock.seek(0)
        if _lives(lock.read()) or time.monotonic() > deadline:
            sys.exit(
                f"newsroom: another newsroom runs in {settings.VAR}. "
                "Stop it, or give this one a folder of its own: make run VAR=elsewhere PORT=8123"
            )
        time.sleep(0.1)
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
    return lock


def _locked(lock: TextIO) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _lives(pid: str) -> bool:
    """Say whether the process lives whose id is `pid`; "" is a supervisor about to write its own."""
    try:
        os.kill(int(pid or os.getpid()), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def main() -> int:
    """Start the newsroom; gives the exit status. One per VAR: a second one says so."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    with _lock():
        return _run()


def _run() -> int:
    _check_ports()
    if settings.EMBEDDED_VALKEY:
        valkey.binary()
    django.setup()
    from newsroom.prepare import prepare
    from newsroom.supervise import run

    prepare(say)
    return run()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except valkey.ValkeyError as error:
        sys.exit(f"newsroom: {error}")
    except KeyboardInterrupt:
        sys.exit(130)  # before anything was started
