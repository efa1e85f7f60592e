"""A newsroom of its own: all services, started like `make demo` does, ended by its process id."""

import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.environment import ROOT, environment

STEP_SECONDS = 0.05
END_SECONDS = 40


class BenchError(RuntimeError):
    """A measurement can't be had; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Running:
    """A newsroom that was started at `started` (time.monotonic)."""

    process: subprocess.Popen[bytes]
    base: str
    log: Path
    started: float

    def get(self, path: str) -> tuple[int, bytes]:
        """Status and body; (0, b"") while nobody listens."""
        try:
            with urllib.request.urlopen(self.base + path, timeout=10) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()
        except (urllib.error.URLError, OSError):
            return 0, b""

    def until(self, done: Callable[[], bool], what: str, limit: float = 120) -> float:
        """Seconds from the start until `done`; raises BenchError when it ends or takes too long."""
        end = time.monotonic() + limit
        while not done():
            if self.process.poll() is not None:
                raise BenchError(f"the newsroom ended before {what}:\n{self.tail()}")
            if time.monotonic() > end:
                raise BenchError(f"no {what} within {limit:.0f} s:\n{self.tail()}")
            time.sleep(STEP_SECONDS)
        return time.monotonic() - self.started

    def answers(self, path: str) -> bool:
        """Whether the page is there."""
        return self.get(path)[0] == 200

    def tail(self) -> str:
        """The last lines that it printed."""
        return "\n".join(self.log.read_text("utf-8", "replace").splitlines()[-15:])


@contextmanager
def running(var: Path, catalogue: str) -> Iterator[Running]:
    """A newsroom in `var` with the catalogue `demo` or `none`; ended with all its services."""
    from newsroom.service import die_with_parent

    variables = environment(var, catalogue)
    log = var / "bench.log"
    with log.open("ab") as output:
        started = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-m", "newsroom"],
            cwd=ROOT,
            env=variables,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # a Ctrl-C reaches it once, through us
            preexec_fn=partial(die_with_parent, signal.SIGTERM),
        )
    try:
        yield Running(process, f"http://127.0.0.1:{variables['PORT']}", log, started)
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(END_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()  # its services end with it
        process.wait()
