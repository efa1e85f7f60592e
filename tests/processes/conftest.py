"""A newsroom of real processes in a folder of its own, started and ended by its tests."""

import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest

ROOT = Path(__file__).resolve().parents[2]
T = TypeVar("T")
START = 60  # seconds; a start takes a few, but other programs may want the processor too


@pytest.fixture(autouse=True)
def _linux_only() -> None:
    if not Path("/proc/self/stat").exists():
        pytest.skip("finds processes in /proc, which this system lacks")


def until(condition: Callable[[], T], seconds: float, what: Callable[[], object] = str) -> T:
    """Wait for something true and give it; after `seconds` fail, saying `what`."""
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, what() or f"not within {seconds} s"
        time.sleep(0.05)
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Newsroom:
    """`python -m MODULE` with a VAR of its own; `said` is what stood in its terminal."""

    def __init__(self, module: str = "newsroom", **environ: str) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="newsroom-run-"))
        self.var = self.folder / "var"
        self.port = free_port()
        self.module = module
        given = {"VAR": str(self.var), "PORT": str(self.port), "DEMO_PORT": str(free_port())}
        given["LIVE_PORT"] = str(free_port())
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
        self.environ = {**kept, **given, **environ}
        self.starts = 0
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.starts += 1
        with self.terminal.open("wb") as terminal:
            self.process = subprocess.Popen(
                [sys.executable, "-m", self.module],
                cwd=ROOT,
                env=self.environ,
                stdout=terminal,
                stderr=subprocess.STDOUT,
            )

    def start_until_ready(self) -> None:
        self.start()
        self.wait_for(lambda: "is up: " in self.said and self.status("/readyz") == 200)

    @property
    def terminal(self) -> Path:
        return self.folder / f"terminal-{self.starts}.txt"

    @property
    def said(self) -> str:
        return self.terminal.read_text("utf-8")

    def wait_for(self, condition: Callable[[], T], seconds: float = START) -> T:
        """Wait for something true while the newsroom runs."""

        def check() -> T:
            assert self.process is not None
            assert self.process.poll() is None, self.said
            return condition()

        return until(check, seconds, lambda: self.said[-3000:])

    def wait_for_end(self, seconds: float = 30) -> int:
        """Give the exit status."""
        process = self.process
        assert process is not None
        until(lambda: process.poll() is not None, seconds, lambda: self.said[-3000:])
        return int(process.returncode)

    def interrupt(self) -> int:
        """Press Ctrl-C; gives the exit status."""
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        return self.wait_for_end()

    def pid_of(self, service: str) -> int:
        line = rf"{service} started \(pid=(\d+)\)"
        # A worker may have work in hand from the last run before its own line is printed.
        found = self.wait_for(lambda: re.findall(line, self.said))
        assert len(found) == 1, self.said
        return int(found[0])

    def kill(self, service: str) -> None:
        """kill -9."""
        os.kill(self.pid_of(service), signal.SIGKILL)

    def processes(self) -> dict[int, str]:
        """Everything that runs with this VAR, children of children too: pid and command line."""
        found = {}
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            try:
                command, environ = (
                    (entry / "cmdline").read_bytes(),
                    (entry / "environ").read_bytes(),
                )
            except (FileNotFoundError, ProcessLookupError, PermissionError):
                continue
            if os.fsencode(self.var) in command + environ and command:
                found[int(entry.name)] = command.replace(b"\0", b" ").decode()
        return found

    def ask(self, path: str) -> tuple[int, str]:
        """GET; status 0 when nobody answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except OSError:
            return 0, ""

    def status(self, path: str) -> int:
        return self.ask(path)[0]

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Ask the newsroom's SQLite file; nothing while there is no such file or table yet."""
        if not (self.var / "newsroom.sqlite3").exists():
            return []
        with sqlite3.connect(self.var / "newsroom.sqlite3", timeout=20) as database:
            try:
                return database.execute(sql).fetchall()
            except sqlite3.OperationalError as error:
                if "no such table" not in str(error):
                    raise
                return []

    def number(self, sql: str) -> int:
        rows = self.rows(sql)
        return int(rows[0][0]) if rows else 0

    def articles(self) -> int:
        return self.number("SELECT count(*) FROM articles_article")

    def doubled(self) -> list[tuple[Any, ...]]:
        """Articles that are there more than once."""
        return self.rows(
            "SELECT url_key, count(*) FROM articles_article GROUP BY url_key HAVING count(*) > 1"
            " UNION SELECT guid_key, count(*) FROM articles_article WHERE guid_key <> ''"
            " GROUP BY guid_key HAVING count(*) > 1"
        )

    def manage(self, *arguments: str, code: str | None = None) -> subprocess.CompletedProcess[str]:
        """Run `manage.py`, with `code` on its standard input."""
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environ,
            input=code,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    def log(self) -> list[dict[str, Any]]:
        """The JSON lines of VAR/log."""
        text = (self.var / "log" / "newsroom.log").read_text("utf-8")
        lines = (line.partition(" ")[2] for line in text.splitlines())
        return [json.loads(line) for line in lines if line.startswith("{")]

    def end(self) -> None:
        """End what still runs, whatever the test did, and remove the folder."""
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        for pid in self.processes():
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        shutil.rmtree(self.folder, ignore_errors=True)


@pytest.fixture(scope="module")
def newsrooms() -> Iterator[Callable[..., Newsroom]]:
    """Makes newsrooms; all of them are ended after the module."""
    made: list[Newsroom] = []

    def make(module: str = "newsroom", **environ: str) -> Newsroom:
        made.append(Newsroom(module, **environ))
        return made[-1]

    yield make
    for one in made:
        one.end()
