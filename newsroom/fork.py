"""A service as a fork of the supervisor, which has loaded all that the services need.

Six programs that each load Django take 8 s of two cores at every start; forks take none of it,
and share its memory. Where a fork without a new program is not safe (macOS) the services are
started as programs of their own.
"""

import multiprocessing
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread
from typing import Any, BinaryIO

from honcho.process import Popen

from newsroom.service import VALKEY, main

FORKS = sys.platform == "linux"


class Fork:
    """The part of subprocess.Popen that honcho uses: pid, stdout, wait, returncode."""

    def __init__(self, name: str) -> None:
        read, write = os.pipe()
        context = multiprocessing.get_context("fork")
        self._process = context.Process(target=_become, args=(name, write))
        self._process.start()
        os.close(write)
        self.pid = self._process.pid
        self.stdout: BinaryIO = os.fdopen(read, "rb")
        self.returncode: int | None = None
        self._waiting = Lock()

    def wait(self) -> None:
        """Wait for the end; `returncode` is then the status, or minus the signal."""
        with self._waiting:
            self._process.join()
        self.returncode = self._process.exitcode


def child(cmd: str, **options: Any) -> Any:
    """Start the service that the command line `cmd` ends with, in a process group of its own.

    Helpers that it leaves behind when it is killed are killed: they would go on working, and
    hold its output open, so that its end went unnoticed.
    """
    name = cmd.rsplit(maxsplit=1)[-1]
    started = Fork(name) if FORKS and name != VALKEY else Popen(cmd, **options)
    Thread(target=_sweep, args=(started,), daemon=True).start()
    return started


def _sweep(started: Any) -> None:
    started.wait()
    with suppress(ProcessLookupError):
        os.killpg(started.pid, signal.SIGKILL)


def _become(name: str, output: int) -> None:
    """In the new process: a session, an output and a name of its own, then the service."""
    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.dup2(output, sys.stdout.fileno())
    os.dup2(output, sys.stderr.fileno())
    os.close(output)
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    Path("/proc/self/comm").write_text(f"news-{name}")  # for ps and top
    main(name)
