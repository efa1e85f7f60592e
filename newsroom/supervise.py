"""All services under one supervisor (honcho): they start together and end together."""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.db import connections
from honcho.manager import Manager
from honcho.process import Process

from aggregator.web import Fresh, Policy, Request, fetch_all
from newsroom import fork
from newsroom.printer import ServicePrinter
from newsroom.service import VALKEY, die_with_parent, names


class BoundProcess(Process):  # type: ignore[misc]
    """A service that ends when its supervisor is killed."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._child_ctor = fork.child

    def run(self, events: Any = None, ignore_signals: bool = False) -> None:
        """Run the service until it ends."""
        die_with_parent(signal.SIGKILL)
        super().run(events, ignore_signals)


class Newsroom(Manager):  # type: ignore[misc]
    """The supervisor: if a service ends, the others are ended too.

    `ended_first` is its name; None when a person stopped it all.
    """

    ended_first: str | None = None

    def __init__(self) -> None:
        super().__init__(ServicePrinter(sys.stdout))
        self._process_ctor = BoundProcess

    def _start(self) -> None:
        """Start every service, and then only a thread: forks and threads go ill together."""
        connections.close_all()
        super()._start()
        threading.Thread(target=_say_when_up, daemon=True).start()

    def terminate(self) -> None:
        """Ask the services to end: their main processes alone, which end their own helpers.

        Valkey is asked last, because the others hand their unfinished work back to it.
        """
        self._terminating = True
        self._ask(name for name in self._processes if name != VALKEY)

    def kill(self) -> None:
        """Kill, with all their helpers, the services that did not end when asked."""
        for name, process in self._processes.items():
            if name != VALKEY and "returncode" not in process:
                with suppress(ProcessLookupError):
                    os.killpg(process["pid"], signal.SIGKILL)

    def _all_stopped(self) -> bool:
        running = [n for n, process in self._processes.items() if "returncode" not in process]
        if self._terminating and running == [VALKEY]:
            self._ask(running)
        return not running

    def _ask(self, services: Iterable[str]) -> None:
        for name in services:
            process = self._processes[name]
            if "returncode" not in process and not process.get("asked"):
                process["asked"] = True
                os.kill(process["pid"], signal.SIGTERM)

    def _any_stopped(self) -> bool:
        stopped = [name for name, process in self._processes.items() if "returncode" in process]
        if stopped and not self._terminating:
            self.ended_first = stopped[0]
        return bool(stopped)


def run() -> int:
    """Run every service until one ends or a person stops them; give the exit status."""
    manager = Newsroom()
    for name in names():
        manager.add_process(name, f"exec {sys.executable} -m newsroom.service {name}")
    manager.loop()
    if manager.ended_first:
        print(
            f"newsroom: {manager.ended_first} ended by itself (status {manager.returncode}), so everything was"
            f" stopped. Its last lines are above and in {settings.VAR / 'log' / 'newsroom.log'};"
            " start again with the same command: nothing is lost.",
            flush=True,
        )
        return 1
    print("newsroom: stopped", flush=True)
    return 0


def _say_when_up() -> None:
    """Print the address once the site answers."""
    options = settings.OPTIONS
    host = "127.0.0.1" if options["HOST"] in {"0.0.0.0", "::"} else options["HOST"]  # noqa: S104
    place = f"{host}:{options['PORT']}"
    policy = Policy(user_agent=settings.USER_AGENT, trusted=frozenset({place}))
    for _ in range(300):
        [answer] = fetch_all(policy, [Request(f"http://{place}/healthz")])
        if isinstance(answer, Fresh):
            url = f"http://{place}"
            print(
                f"\n  链讯 Newsroom is up: {url}\n  desk: {url}/admin/   stop: Ctrl-C\n", flush=True
            )
            return
        time.sleep(0.1)
