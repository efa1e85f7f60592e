"""`python -m newsroom`: set up what is missing, then run every service in this terminal."""

import fcntl
import os
import sys

import django
from django.conf import settings

from newsroom import valkey
from newsroom.ports import is_free


def say(line: str) -> None:
    """Print one line of the start."""
    print(f"newsroom: {line}", flush=True)


def _check_ports() -> None:
    options = settings.OPTIONS
    wanted = {"PORT": (options["HOST"], options["PORT"])}
    if options["CATALOGUE"] == "demo":
        wanted["DEMO_PORT"] = ("127.0.0.1", options["DEMO_PORT"])
    for name, (host, port) in wanted.items():
        if not is_free(host, port):
            command = "make demo" if options["CATALOGUE"] == "demo" else "make run"
            sys.exit(
                f"newsroom: port {port} on {host} is taken by another program. "
                f"Choose another: {command} {name}={port + 123}"
            )


def main() -> int:
    """Start the newsroom; gives the exit status. One per VAR: a second one says so."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    lock = (settings.VAR / "run.lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        sys.exit(
            f"newsroom: another newsroom runs in {settings.VAR}. "
            "Stop it, or give this one a folder of its own: make run VAR=elsewhere PORT=8123"
        )
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
