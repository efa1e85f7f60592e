"""All services under one supervisor (honcho): they start together and end together."""

import json
import logging
import signal
import sys
import threading
import time
from logging.handlers import RotatingFileHandler
from typing import Any, TextIO

from django.conf import settings
from honcho.manager import SYSTEM_PRINTER_NAME, Manager
from honcho.printer import Message, Printer
from honcho.process import Process

from aggregator.web import Fresh, Policy, Request, fetch_all
from newsroom.service import die_with_parent, names

LOG_BYTES = 10_000_000
QUIET_LEVELS = {"DEBUG", "INFO"}
QUIET_SERVICES = {"valkey"}  # speaks of the machine's settings at every start


class ServicePrinter(Printer):  # type: ignore[misc]
    """Every line goes to VAR/log/newsroom.log; the terminal gets what a person must see."""

    def __init__(self, output: TextIO) -> None:
        super().__init__(output)
        folder = settings.VAR / "log"
        folder.mkdir(exist_ok=True)
        self.file = logging.Logger("services")
        self.file.addHandler(
            RotatingFileHandler(
                folder / "newsroom.log", maxBytes=LOG_BYTES, backupCount=3, encoding="utf-8"
            )
        )

    def write(self, message: Message) -> None:
        """Write one message of a service or of the supervisor."""
        text = message.data
        text = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
        self.file.info("%s %s", message.name, text.rstrip())
        quiet = message.name in QUIET_SERVICES or _is_quiet(text)
        if message.name == SYSTEM_PRINTER_NAME or not quiet:
            super().write(message._replace(data=text))


def _is_quiet(line: str) -> bool:
    if not line.startswith("{"):
        return not line.strip()
    try:
        return json.loads(line).get("level") in QUIET_LEVELS
    except ValueError:
        return False


class BoundProcess(Process):  # type: ignore[misc]
    """A service that ends when its supervisor is killed."""

    def run(self, events: Any = None, ignore_signals: bool = False) -> None:
        """Run the service until it ends."""
        die_with_parent(signal.SIGKILL)
        super().run(events, ignore_signals)


class Newsroom(Manager):  # type: ignore[misc]
    """The supervisor: if a service ends, the others are ended too, and its name is said."""

    def __init__(self) -> None:
        super().__init__(ServicePrinter(sys.stdout))
        self._process_ctor = BoundProcess

    def ended_first(self) -> str | None:
        """Name the service whose end ended the rest; None when a person stopped it all."""
        if self.returncode in {130, 143}:
            return None
        codes = {name: p.get("returncode") for name, p in self._processes.items()}
        return next((name for name, code in codes.items() if code == self.returncode), None)


def run() -> int:
    """Run every service until one ends or a person stops them; give the exit status."""
    manager = Newsroom()
    for name in names():
        manager.add_process(name, f"exec {sys.executable} -m newsroom.service {name}")
    threading.Thread(target=_say_when_up, daemon=True).start()
    manager.loop()
    ended = manager.ended_first()
    if ended is not None:
        print(
            f"newsroom: {ended} ended by itself (status {manager.returncode}), so everything was"
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
